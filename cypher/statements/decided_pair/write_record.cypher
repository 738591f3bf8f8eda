// Writes pairs that are two, with the time of the decision.
// mode: write
// parameters: rows: [{key, one, other, decidedAt}]
UNWIND $rows AS row
MERGE (pair:DecidedPair {key: row.key})
SET pair.one = row.one, pair.other = row.other, pair.decidedAt = datetime(row.decidedAt)
