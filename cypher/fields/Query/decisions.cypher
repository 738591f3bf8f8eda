// All decisions, the latest first, with those that were undone.
//
// yields: decision: MAP
// order: decision.moment DESC
// key: decision.id
CALL () {
  MATCH (made:Decision)
  RETURN {id: made.id, kind: made.sort, at: toString(made.decidedAt), moment: made.decidedAt.epochMillis, by: made.by, reason: made.reason,
    detail: made.detail, undoneAt: null, undoneBy: null, ends: [made.entityId]} AS decision
  UNION ALL
  MATCH (merged:MergedEntity)
  RETURN {id: 'decision:' + merged.id, kind: 'MERGE', at: toString(merged.mergedAt), moment: merged.mergedAt.epochMillis, by: merged.by, reason: merged.reason,
    detail: merged.name, undoneAt: null, undoneBy: null, ends: [merged.id, merged.entityId]} AS decision
  UNION ALL
  MATCH (pair:DecidedPair)
  RETURN {id: 'decision:' + pair.key, kind: CASE WHEN pair.one STARTS WITH 'video:' THEN 'KEEP_BOTH' ELSE 'SEPARATE' END, at: toString(pair.decidedAt), moment: pair.decidedAt.epochMillis, by: pair.by, reason: pair.reason,
    detail: null, undoneAt: null, undoneBy: null, ends: [pair.one, pair.other]} AS decision
  UNION ALL
  MATCH (undone:UndoneDecision)
  RETURN {id: CASE WHEN undone.id STARTS WITH 'decision:' THEN undone.id ELSE 'decision:' + undone.id END, kind: CASE undone.sort WHEN 'ONE' THEN 'MERGE' WHEN 'TWO' THEN 'SEPARATE' WHEN 'BOTH_STAY' THEN 'KEEP_BOTH' ELSE undone.sort END, at: toString(undone.decidedAt), moment: undone.decidedAt.epochMillis, by: undone.by, reason: undone.reason,
    detail: undone.detail, undoneAt: toString(undone.undoneAt), undoneBy: undone.undoneBy, ends: undone.ends} AS decision
}
WITH decision
