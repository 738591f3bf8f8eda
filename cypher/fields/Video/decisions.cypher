// Decisions on a video, the latest first, with those that were undone.
//
// yields: decision: MAP
// order: decision.moment DESC
// key: decision.id
CALL (this) {
  MATCH (node:TalkDecision {videoId: this.id})
  RETURN node
  UNION ALL
  MATCH (node:DecidedPair {one: this.id})
  RETURN node
  UNION ALL
  MATCH (node:DecidedPair {other: this.id})
  RETURN node
  UNION ALL
  MATCH (node:UndoneDecision)
  WHERE this.id IN node.ends
  RETURN node
}
WITH node, coalesce(node.decidedAt, node.mergedAt) AS at
WITH {
  id: coalesce(node.decisionId, node.id),
  kind: CASE WHEN node:MergedEntity THEN 'MERGE' WHEN node.one STARTS WITH 'video:' THEN 'KEEP_BOTH' WHEN node:DecidedPair THEN 'SEPARATE' ELSE node.sort END,
  ends: CASE WHEN node:MergedEntity THEN [node.id, node.entityId] WHEN node:DecidedPair THEN [node.one, node.other] ELSE coalesce(node.ends, [node.entityId]) END,
  detail: CASE WHEN node:MergedEntity THEN node.name ELSE node.detail END,
  at: toString(at), moment: at.epochMillis, by: node.by, reason: node.reason, undoneAt: toString(node.undoneAt), undoneBy: node.undoneBy,
  missing: coalesce(node.missing, false)
} AS decision
