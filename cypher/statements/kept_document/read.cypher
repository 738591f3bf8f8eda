// The kept documents of talks.
// mode: read
// parameters: ids
// columns: id, document
UNWIND $ids AS id
MATCH (kept:KeptDocument {id: id})
RETURN id, kept.document AS document
