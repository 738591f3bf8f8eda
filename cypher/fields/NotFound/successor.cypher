// The entity into which the missing one was merged.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.successorId
