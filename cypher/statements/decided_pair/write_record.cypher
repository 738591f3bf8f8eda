// Writes pairs that are two, with the time of the decision. A pair of the same decision that is stored for other entities (a merge moves pairs) is replaced.
// mode: write
// parameters: rows: [{key, decisionId, one, other, by, reason, pairsId, changes, decidedAt}]
UNWIND $rows AS row
OPTIONAL MATCH (other:DecidedPair {decisionId: row.decisionId})
WHERE other.key <> row.key
DELETE other
WITH DISTINCT row
MERGE (pair:DecidedPair {key: row.key})
SET pair.decisionId = row.decisionId, pair.one = row.one, pair.other = row.other, pair.by = row.by, pair.reason = row.reason,
  pair.pairsId = row.pairsId, pair.changes = row.changes, pair.decidedAt = datetime(row.decidedAt)
