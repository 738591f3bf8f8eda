// The entity that had the name.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.entityId
