// The first of its decisions: the one that holds, otherwise the one of this id that was undone last.
//
// yields: decision: MAP
// order: coalesce(decision.undoneAt, '~') DESC
// key: decision.id
CALL (this) {
  MATCH (node:Decision)
  WHERE node.id = this.decisionIds[0]
  RETURN node
  UNION ALL
  MATCH (node:TalkDecision)
  WHERE node.id = this.decisionIds[0]
  RETURN node
  UNION ALL
  MATCH (node:MergedEntity)
  WHERE node.id = substring(this.decisionIds[0], 9)
  RETURN node
  UNION ALL
  MATCH (node:DecidedPair)
  WHERE node.key = substring(this.decisionIds[0], 9)
  RETURN node
  UNION ALL
  MATCH (node:UndoneDecision)
  WHERE node.id = this.decisionIds[0]
  RETURN node
  UNION ALL
  MATCH (node:UndoneDecision)
  WHERE node.id STARTS WITH this.decisionIds[0] + '@'
  RETURN node
}
WITH node, coalesce(node.decidedAt, node.mergedAt) AS at
WITH {
  id: CASE WHEN node:MergedEntity THEN 'decision:' + node.id WHEN node:DecidedPair THEN 'decision:' + node.key ELSE node.id END,
  kind: CASE WHEN node:MergedEntity THEN 'MERGE' WHEN node.one STARTS WITH 'video:' THEN 'KEEP_BOTH' WHEN node:DecidedPair THEN 'SEPARATE' ELSE node.sort END,
  ends: CASE WHEN node:MergedEntity THEN [node.id, node.entityId] WHEN node:DecidedPair THEN [node.one, node.other] ELSE coalesce(node.ends, [node.entityId]) END,
  detail: CASE WHEN node:MergedEntity THEN node.name ELSE node.detail END,
  at: toString(at), moment: at.epochMillis, by: node.by, reason: node.reason, undoneAt: toString(node.undoneAt), undoneBy: node.undoneBy,
  missing: coalesce(node.missing, false)
} AS decision
