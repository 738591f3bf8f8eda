// Deletes aliases that no talk uses and that were not decided to be shown.
// mode: write
// parameters: keys
UNWIND $keys AS key
MATCH (alias:Alias {key: key})
WHERE NOT EXISTS { (alias)<-[:GIVES_NAME]-() }
DETACH DELETE alias
