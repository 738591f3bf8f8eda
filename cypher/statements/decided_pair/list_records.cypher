// All pairs that were decided to be two, for an export.
// mode: read
// parameters: none
// columns: decisionId, one, other, by, reason, pairsId, changes, decidedAt
MATCH (pair:Decision)
WHERE pair.pairKey IS NOT NULL
RETURN pair.id AS decisionId, pair.one AS one, pair.other AS other, pair.by AS by, pair.reason AS reason, pair.groupId AS pairsId,
  pair.changes AS changes, toString(pair.decidedAt) AS decidedAt
ORDER BY one, other
