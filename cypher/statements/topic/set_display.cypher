// Sets the shown name of topics.
// mode: write
// parameters: rows: [{id, name, searchName}]
UNWIND $rows AS row
MATCH (topic:Topic {id: row.id})
SET topic.name = row.name, topic.searchName = row.searchName
