// Sets the shown name of channels.
// mode: write
// parameters: rows: [{id, name, searchName, nameFrom, url, urlFrom}]
UNWIND $rows AS row
MATCH (channel:Channel {id: row.id})
SET channel.name = row.name, channel.searchName = row.searchName, channel.nameFrom = row.nameFrom,
  channel.url = row.url, channel.urlFrom = row.urlFrom
