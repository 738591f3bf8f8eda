// Decisions by their ids, also those that were undone.
//
// yields: decision: MAP
// key: decision.id
CALL () {
  MATCH (node:Decision)
  WHERE node.id IN $ids
  RETURN node
  UNION ALL
  MATCH (node:TalkDecision)
  WHERE node.id IN $ids
  RETURN node
  UNION ALL
  MATCH (node:MergedEntity)
  WHERE node.decisionId IN $ids
  RETURN node
  UNION ALL
  MATCH (node:DecidedPair)
  WHERE node.decisionId IN $ids
  RETURN node
  UNION ALL
  MATCH (node:UndoneDecision)
  WHERE node.id IN $ids
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
