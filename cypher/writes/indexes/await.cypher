// Returns when every index is online.
// parameters: seconds
CALL db.awaitIndexes($seconds)
