// The entity at the end of the connection.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.targetId
