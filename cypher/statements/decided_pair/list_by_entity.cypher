// Pairs with one of these entities.
// mode: read
// parameters: ids
// columns: key, decisionId, one, other, by, reason, pairsId, changes, decidedAt
CALL () {
  UNWIND $ids AS id
  MATCH (pair:Decision {one: id})
  RETURN pair
  UNION
  UNWIND $ids AS id
  MATCH (pair:Decision {other: id})
  RETURN pair
}
RETURN pair.pairKey AS key, pair.id AS decisionId, pair.one AS one, pair.other AS other, pair.by AS by, pair.reason AS reason, pair.groupId AS pairsId,
  pair.changes AS changes, toString(pair.decidedAt) AS decidedAt
ORDER BY key
