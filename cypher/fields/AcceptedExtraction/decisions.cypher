// The extraction, as a decision; none if it cannot be undone.
//
// yields: decision: MAP
// order: decision.index ASC
// key: decision.index
UNWIND range(0, size(coalesce(this.decisionIds, [])) - 1) AS index
MATCH (node:Decision)
WHERE node.id = this.decisionIds[index]
WITH {
  index: index, id: node.id, kind: node.sort, ends: node.ends, detail: node.detail, at: toString(node.decidedAt), moment: node.decidedAt.epochMillis,
  by: node.by, reason: node.reason, undoneAt: toString(node.undoneAt), undoneBy: node.undoneBy, missing: coalesce(node.missing, false)
} AS decision
