// The corrected entity.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.entityId
