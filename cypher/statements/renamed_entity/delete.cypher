// Deletes decisions on shown names.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (renamed:RenamedEntity {id: id})
DELETE renamed
