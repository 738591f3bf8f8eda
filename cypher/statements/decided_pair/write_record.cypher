// Writes pairs that are two. A decision that holds for other entities (a merge moves pairs), or that was undone, holds for these then; another
// decision on the same pair goes.
// mode: write
// parameters: rows: [{key, decisionId, one, other, by, reason, pairsId, changes, decidedAt}]
UNWIND $rows AS row
OPTIONAL MATCH (earlier:Decision {pairKey: row.key})
WHERE earlier.id <> row.decisionId
DELETE earlier
WITH DISTINCT row
MERGE (pair:Decision {id: row.decisionId})
SET pair = {id: row.decisionId, sort: CASE WHEN row.one STARTS WITH 'video:' THEN 'KEEP_BOTH' ELSE 'SEPARATE' END, ends: [row.one, row.other],
  pairKey: row.key, one: row.one, other: row.other, groupId: row.pairsId,
  by: row.by, reason: row.reason, changes: row.changes, decidedAt: datetime(row.decidedAt)}
