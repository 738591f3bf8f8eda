// Deletes pairs of entities, or of videos, that are two. Returns a row for each deleted pair.
// mode: write
// parameters: keys
// columns: key
UNWIND $keys AS key
MATCH (pair:DecidedPair {key: key})
DELETE pair
RETURN key
