// Deletes the kept documents of talks.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (kept:KeptDocument {id: id})
DELETE kept
