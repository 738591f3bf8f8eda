// Which of these ids are of entities.
// parameters: ids
// columns: id
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
RETURN entity.id AS id
