// The kept documents of talks.
// mode: read
// parameters: ids
// columns: id, text
UNWIND $ids AS id
MATCH (kept:KeptDocument {id: id})
RETURN id, kept.text AS text
