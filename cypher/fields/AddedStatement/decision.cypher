// The decision by which the statement was added.
//
// yields: decision: MAP
CALL (this) {
  MATCH (node:TalkDecision {id: this.decisionId})
  RETURN node
  UNION ALL
  MATCH (node:UndoneDecision {id: this.decisionId})
  RETURN node
}
WITH {
  id: node.id, kind: node.sort, ends: node.ends, detail: node.detail, at: toString(node.decidedAt), moment: node.decidedAt.epochMillis,
  by: node.by, reason: node.reason, undoneAt: toString(node.undoneAt), undoneBy: node.undoneBy,
  missing: coalesce(node.missing, false)
} AS decision
