// The decisions on shown names.
// mode: read
// parameters: ids
// columns: id, name, decidedAt
UNWIND $ids AS id
MATCH (renamed:RenamedEntity {id: id})
RETURN id, renamed.name AS name, toString(renamed.decidedAt) AS decidedAt
ORDER BY id
