// Deletes decisions on names.
// parameters: keys
UNWIND $keys AS key
MATCH (decided:DecidedName {key: key})
DELETE decided
