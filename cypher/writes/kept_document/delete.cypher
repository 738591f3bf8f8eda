// Keeps what a talk says no longer.
// parameters: id
MATCH (kept:KeptDocument {id: $id})
DELETE kept
