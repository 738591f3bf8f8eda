// Writes pairs that are two, with the time of the decision.
// mode: write
// parameters: rows: [{key, one, other, by, reason, pairsId, changes, decidedAt}]
UNWIND $rows AS row
MERGE (pair:DecidedPair {key: row.key})
SET pair.one = row.one, pair.other = row.other, pair.by = row.by, pair.reason = row.reason,
  pair.pairsId = row.pairsId, pair.changes = row.changes, pair.decidedAt = datetime(row.decidedAt)
