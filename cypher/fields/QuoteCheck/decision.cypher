// The decision by which a quote was withdrawn.
//
// yields: decision: MAP
MATCH (node:Decision)
WHERE node.id = this.decisionId
WITH {
  id: node.id, kind: node.sort, ends: node.ends, detail: node.detail,
  at: toString(node.decidedAt), moment: node.decidedAt.epochMillis, by: node.by, reason: node.reason, undoneAt: toString(node.undoneAt), undoneBy: node.undoneBy,
  missing: coalesce(node.missing, false)
} AS decision
