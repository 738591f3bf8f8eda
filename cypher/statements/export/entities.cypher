// Entities with all their names, and the address of their item in Wikidata.
// mode: read
// parameters: ids
// columns: properties, more
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
RETURN properties(entity) AS properties, {
    aliases: COLLECT { MATCH (alias:Alias)-[:NAMES]->(entity) RETURN DISTINCT alias.name AS name ORDER BY name },
    sameAs: 'http://www.wikidata.org/entity/' + entity.wikidata
  } AS more
ORDER BY id
