// The kept documents of talks.
// parameters: id
// columns: text
MATCH (kept:KeptDocument {id: $id})
RETURN kept.text AS text
