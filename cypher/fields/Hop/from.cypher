// The entity where the step starts.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE id(entity) = this.source
