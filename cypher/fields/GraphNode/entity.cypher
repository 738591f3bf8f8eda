// The entity of the node.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.id
