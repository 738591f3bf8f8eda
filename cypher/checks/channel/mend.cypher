// Sets how channels are shown.
// parameters: rows: [{id, name, url}]
UNWIND $rows AS row
MATCH (channel:Channel {id: row.id})
SET channel.name = row.name, channel.url = row.url
