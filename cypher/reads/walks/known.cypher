// Which of these ids are of entities, and Neo4j's own numbers of those.
// ($asked is a map with a list, not a list: Neo4j would plan anew for each size of a list.)
// parameters: asked
// columns: id, number
UNWIND $asked.ids AS id
MATCH (entity:Entity {id: id})
RETURN entity.id AS id, id(entity) AS number
