// Takes back that entities, or videos, are two; a row for each pair of which it had been noted.
// parameters: keys
// columns: key
UNWIND $keys AS key
MATCH (pair:DecidedPair {key: key})
DELETE pair
RETURN key
