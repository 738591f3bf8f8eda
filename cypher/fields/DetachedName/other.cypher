// The entity that talks mean by the name now.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.otherId
