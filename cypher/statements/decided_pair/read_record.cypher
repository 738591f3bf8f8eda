// Pairs that were decided to be two, with the time.
// mode: read
// parameters: keys
// columns: key, decisionId, one, other, by, reason, pairsId, changes, decidedAt
UNWIND $keys AS key
MATCH (pair:Decision {pairKey: key})
RETURN key, pair.id AS decisionId, pair.one AS one, pair.other AS other, pair.by AS by, pair.reason AS reason, pair.groupId AS pairsId,
  pair.changes AS changes, toString(pair.decidedAt) AS decidedAt
