// Notes pairs that are two, with when that was decided.
// parameters: rows: [{key, one, other, decidedAt}]
UNWIND $rows AS row
MERGE (pair:DecidedPair {key: row.key})
SET pair.one = row.one, pair.other = row.other, pair.decidedAt = datetime(row.decidedAt)
