// An entity by its id.
//
// yields: entity: Entity
// shows: entity.name, entity.description
MATCH (entity:Entity)
WHERE entity.id IN $ids
