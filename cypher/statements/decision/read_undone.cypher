// When a decision was undone, and by whom.
// mode: read
// parameters: id
// columns: at, by
MATCH (undone:Decision {id: $id})
WHERE undone.undoneAt IS NOT NULL
RETURN toString(undone.undoneAt) AS at, undone.undoneBy AS by
