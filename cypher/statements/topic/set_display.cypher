// Sets the shown name of topics, and the authority that it is from.
// mode: write
// parameters: rows: [{id, name, searchName, nameFrom}]
UNWIND $rows AS row
MATCH (topic:Topic {id: row.id})
SET topic.name = row.name, topic.searchName = row.searchName, topic.nameFrom = row.nameFrom
