// Those of the given ids that are entities, with Neo4j's internal ids.
// ($asked is a map with a list, because Neo4j would plan again for each size of a list.)
// mode: read
// parameters: asked
// columns: id, number
UNWIND $asked.ids AS id
MATCH (entity:Entity {id: id})
RETURN entity.id AS id, id(entity) AS number
