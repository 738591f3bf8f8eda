// All decisions on shown names, for an export.
// mode: read
// parameters: none
// columns: id, name, decidedAt
MATCH (renamed:RenamedEntity)
RETURN renamed.id AS id, renamed.name AS name, toString(renamed.decidedAt) AS decidedAt
ORDER BY id
