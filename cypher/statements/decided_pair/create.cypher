// Decides that pairs of entities, or of videos, are two.
// mode: write
// parameters: rows: [{key, one, other}], by, reason
UNWIND $rows AS row
MERGE (pair:DecidedPair {key: row.key})
ON CREATE SET pair.one = row.one, pair.other = row.other, pair.decidedAt = datetime(), pair.by = $by,
  pair.reason = $reason
