// Undoes decisions. What is left is the record of the list: nothing finds their names, pairs, entities and talks by them any more.
// mode: write
// parameters: ids, at, by
UNWIND $ids AS id
MATCH (decision:Decision {id: id})
WHERE decision.undoneAt IS NULL
SET decision = {id: id, sort: decision.sort, ends: decision.ends, detail: decision.detail, by: decision.by, reason: decision.reason,
  decidedAt: decision.decidedAt, undoneAt: datetime($at), undoneBy: $by}
