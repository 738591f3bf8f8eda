// An entity by its id.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id IN $ids
