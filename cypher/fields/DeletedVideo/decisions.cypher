// The decision by which the video was deleted; none of a dry run.
//
// yields: decision: MAP
// order: decision.index ASC
// key: decision.index
CALL (this) {
  UNWIND range(0, size(coalesce(this.decisionIds, [])) - 1) AS index
  MATCH (node:TalkDecision)
  WHERE node.id = this.decisionIds[index]
  RETURN node, index
  UNION ALL
  UNWIND range(0, size(coalesce(this.decisionIds, [])) - 1) AS index
  MATCH (node:UndoneDecision)
  WHERE node.id = this.decisionIds[index]
  RETURN node, index
}
WITH node, index, coalesce(node.decidedAt, node.mergedAt) AS at
WITH {
  index: index, id: coalesce(node.decisionId, node.id),
  kind: node.sort,
  ends: node.ends,
  detail: node.detail,
  at: toString(at), moment: at.epochMillis, by: node.by, reason: node.reason, undoneAt: toString(node.undoneAt), undoneBy: node.undoneBy,
  missing: coalesce(node.missing, false)
} AS decision
