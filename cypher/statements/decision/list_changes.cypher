// Decisions whose record has one of these texts.
// mode: read
// parameters: texts
// columns: id, changes
MATCH (decision:Decision)
WHERE any(text IN $texts WHERE decision.changes CONTAINS text)
RETURN decision.id AS id, decision.changes AS changes
ORDER BY id
