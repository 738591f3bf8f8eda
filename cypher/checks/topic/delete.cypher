// Deletes topics that no video discusses.
// mode: write
// parameters: rows: [{id}]
UNWIND $rows AS row
MATCH (topic:Topic {id: row.id})
DETACH DELETE topic
