// The entity that the step comes to.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.target
