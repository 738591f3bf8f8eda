// The kept documents of talks.
// mode: read
// parameters: id
// columns: text
MATCH (kept:KeptDocument {id: $id})
RETURN kept.text AS text
