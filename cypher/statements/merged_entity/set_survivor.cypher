// Has merged entities lead to this one again, into which they had been merged before.
// mode: write
// parameters: id, ids
UNWIND $ids AS one
MATCH (earlier:Decision {mergedId: one})
SET earlier.survivorId = $id, earlier.ends = [one, $id]
