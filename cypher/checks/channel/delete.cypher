// Deletes channels without videos.
// mode: write
// parameters: rows: [{id}]
UNWIND $rows AS row
MATCH (channel:Channel {id: row.id})
DETACH DELETE channel
