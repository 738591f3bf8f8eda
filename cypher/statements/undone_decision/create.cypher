// Keeps decisions that are undone now, under their ids.
// mode: write
// parameters: ids, at, by
UNWIND $ids AS id
CALL (id) {
  MATCH (node:Decision {id: id})
  RETURN node.sort AS sort, node.decidedAt AS at, node.detail AS detail, [node.entityId] AS ends, node.by AS by, node.reason AS reason
  UNION ALL
  MATCH (node:TalkDecision {id: id})
  RETURN node.sort AS sort, node.decidedAt AS at, node.detail AS detail, node.ends AS ends, node.by AS by, node.reason AS reason
  UNION ALL
  MATCH (node:MergedEntity {decisionId: id})
  RETURN 'MERGE' AS sort, node.mergedAt AS at, node.name AS detail, [node.id, node.entityId] AS ends, node.by AS by, node.reason AS reason
  UNION ALL
  MATCH (node:DecidedPair {decisionId: id})
  RETURN CASE WHEN node.one STARTS WITH 'video:' THEN 'KEEP_BOTH' ELSE 'SEPARATE' END AS sort, node.decidedAt AS at,
    null AS detail, [node.one, node.other] AS ends, node.by AS by, node.reason AS reason
}
MERGE (undone:UndoneDecision {id: id})
SET undone.sort = sort, undone.decidedAt = at, undone.ends = ends, undone.undoneAt = datetime($at), undone.by = by,
  undone.reason = reason, undone.detail = detail, undone.undoneBy = $by
