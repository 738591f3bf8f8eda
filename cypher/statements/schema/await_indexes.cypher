// Returns when every index is online.
// mode: read
// parameters: seconds
CALL db.awaitIndexes($seconds)
