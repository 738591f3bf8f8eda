// All decisions, the latest first, with those that were undone.
//
// yields: decision: MAP
// order: decision.moment DESC
// key: decision.id
MATCH (node:Decision)
WITH {
  id: node.id, kind: node.sort, ends: node.ends, detail: node.detail, at: toString(node.decidedAt), moment: node.decidedAt.epochMillis,
  by: node.by, reason: node.reason, undoneAt: toString(node.undoneAt), undoneBy: node.undoneBy, missing: coalesce(node.missing, false)
} AS decision
