// The entity itself.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.id
