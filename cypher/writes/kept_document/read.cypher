// What a talk says, where it is kept.
// parameters: id
// columns: text
MATCH (kept:KeptDocument {id: $id})
RETURN kept.text AS text
