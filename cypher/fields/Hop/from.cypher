// The entity where the step starts.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.source
