// Deletes those of the aliases that no video gives.
// parameters: ids
UNWIND $ids AS id
MATCH (alias:Alias {key: id})
WHERE NOT EXISTS { (alias)<-[:GIVES_NAME]-() }
DETACH DELETE alias
