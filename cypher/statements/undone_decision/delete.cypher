// Forgets that decisions were undone, because they hold again.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (undone:UndoneDecision {id: id})
DELETE undone
