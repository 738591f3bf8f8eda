// When a decision was undone, and by whom.
// mode: read
// parameters: id
// columns: at, by
MATCH (undone:UndoneDecision {id: $id})
RETURN toString(undone.undoneAt) AS at, undone.undoneBy AS by
