// Pairs with one of these entities.
// mode: read
// parameters: ids
// columns: key, one, other
CALL () {
  UNWIND $ids AS id
  MATCH (pair:DecidedPair {one: id})
  RETURN pair
  UNION
  UNWIND $ids AS id
  MATCH (pair:DecidedPair {other: id})
  RETURN pair
}
RETURN pair.key AS key, pair.one AS one, pair.other AS other
ORDER BY key
