// The entity at the start of the connection.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.sourceId
