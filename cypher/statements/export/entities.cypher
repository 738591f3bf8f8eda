// Entities with all their names.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
RETURN properties(entity) AS properties, {
    aliases: COLLECT { MATCH (alias:Alias)-[:NAMES]->(entity) RETURN DISTINCT alias.name AS name ORDER BY name }
  } AS more
ORDER BY id
