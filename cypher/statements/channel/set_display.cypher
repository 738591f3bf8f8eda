// Sets the shown name of channels.
// mode: write
// parameters: rows: [{id, name, searchName, url}]
UNWIND $rows AS row
MATCH (channel:Channel {id: row.id})
SET channel.name = row.name, channel.searchName = row.searchName, channel.url = row.url
