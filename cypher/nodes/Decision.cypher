// Decisions by their ids. Those of merges and pairs are made of the ids of what was decided on.
//
// yields: decision: MAP
// key: decision.id
CALL () {
  MATCH (made:Decision)
  WHERE made.id IN $ids
  RETURN {id: made.id, kind: made.sort, at: toString(made.decidedAt), moment: made.decidedAt.epochMillis, by: made.by, reason: made.reason,
    detail: made.detail, undoneAt: null, undoneBy: null, ends: [made.entityId]} AS decision
  UNION ALL
  MATCH (merged:MergedEntity)
  WHERE merged.id IN [id IN $ids | substring(id, 9)]
  RETURN {id: 'decision:' + merged.id, kind: 'MERGE', at: toString(merged.mergedAt), moment: merged.mergedAt.epochMillis, by: merged.by, reason: merged.reason,
    detail: merged.name, undoneAt: null, undoneBy: null, ends: [merged.id, merged.entityId]} AS decision
  UNION ALL
  MATCH (pair:DecidedPair)
  WHERE pair.key IN [id IN $ids | substring(id, 9)]
  RETURN {id: 'decision:' + pair.key, kind: CASE WHEN pair.one STARTS WITH 'video:' THEN 'KEEP_BOTH' ELSE 'SEPARATE' END, at: toString(pair.decidedAt), moment: pair.decidedAt.epochMillis, by: pair.by, reason: pair.reason,
    detail: null, undoneAt: null, undoneBy: null, ends: [pair.one, pair.other]} AS decision
  UNION ALL
  MATCH (undone:UndoneDecision)
  WHERE undone.id IN $ids + [id IN $ids | substring(id, 9)]
  RETURN {id: CASE WHEN undone.id STARTS WITH 'decision:' THEN undone.id ELSE 'decision:' + undone.id END, kind: CASE undone.sort WHEN 'ONE' THEN 'MERGE' WHEN 'TWO' THEN 'SEPARATE' WHEN 'BOTH_STAY' THEN 'KEEP_BOTH' ELSE undone.sort END, at: toString(undone.decidedAt), moment: undone.decidedAt.epochMillis, by: undone.by, reason: undone.reason,
    detail: undone.detail, undoneAt: toString(undone.undoneAt), undoneBy: undone.undoneBy, ends: undone.ends} AS decision
}
WITH decision
