// Deletes topics that no video discusses.
// parameters: rows: [{id}]
UNWIND $rows AS row
MATCH (topic:Topic {id: row.id})
DETACH DELETE topic
