// Pairs that were decided to be two, with the time.
// mode: read
// parameters: keys
// columns: key, decisionId, one, other, by, reason, pairsId, changes, decidedAt
UNWIND $keys AS key
MATCH (pair:DecidedPair {key: key})
RETURN key, pair.decisionId AS decisionId, pair.one AS one, pair.other AS other, pair.by AS by, pair.reason AS reason, pair.pairsId AS pairsId,
  pair.changes AS changes, toString(pair.decidedAt) AS decidedAt
