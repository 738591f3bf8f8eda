// An entity by its id.
//
// yields: entity: Entity
// texts: entity.name, entity.description
MATCH (entity:Entity)
WHERE entity.id IN $ids
