// The second of the two entities.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.otherId
