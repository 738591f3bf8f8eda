// Pairs that were decided to be two, with the time.
// mode: read
// parameters: keys
// columns: key, one, other, decidedAt
UNWIND $keys AS key
MATCH (pair:DecidedPair {key: key})
RETURN key, pair.one AS one, pair.other AS other, toString(pair.decidedAt) AS decidedAt
