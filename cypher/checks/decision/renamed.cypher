// All names that were decided to be shown, for a file.
// parameters: none
// columns: id, name, decidedAt
MATCH (renamed:RenamedEntity)
RETURN renamed.id AS id, renamed.name AS name, toString(renamed.decidedAt) AS decidedAt
ORDER BY id
