// Deletes decisions on names.
// mode: write
// parameters: keys
UNWIND $keys AS key
MATCH (decided:DecidedName {key: key})
DELETE decided
