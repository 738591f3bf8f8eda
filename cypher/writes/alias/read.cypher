// What aliases are called, which entity they name, and how many videos give them.
// parameters: keys
// columns: key, name, entityId, entityName, videoCount
UNWIND $keys AS key
MATCH (alias:Alias {key: key})
OPTIONAL MATCH (alias)-[:NAMES]->(entity:Entity)
RETURN key, alias.name AS name, entity.id AS entityId, entity.name AS entityName,
  COUNT { (alias)<-[:GIVES_NAME]-() } AS videoCount
