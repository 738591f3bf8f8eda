// The decisions on shown names.
// parameters: ids
// columns: id, name, decidedAt
UNWIND $ids AS id
MATCH (renamed:RenamedEntity {id: id})
RETURN id, renamed.name AS name, toString(renamed.decidedAt) AS decidedAt
ORDER BY id
