// Takes back that entities are two.
// parameters: keys
UNWIND $keys AS key
MATCH (pair:DecidedPair {key: key})
DELETE pair
