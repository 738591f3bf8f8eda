// Deletes decisions on shown names.
// parameters: ids
UNWIND $ids AS id
MATCH (renamed:RenamedEntity {id: id})
DELETE renamed
