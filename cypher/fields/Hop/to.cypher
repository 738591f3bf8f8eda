// The entity where the step ends.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE id(entity) = this.target
