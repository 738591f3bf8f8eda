// Deletes the kept documents of talks.
// mode: write
// parameters: id
MATCH (kept:KeptDocument {id: $id})
DELETE kept
