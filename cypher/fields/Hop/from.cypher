// The entity that the step leaves.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.source
