// The entity that remains.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.entityId
