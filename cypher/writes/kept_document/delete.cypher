// Deletes the kept documents of talks.
// parameters: id
MATCH (kept:KeptDocument {id: $id})
DELETE kept
