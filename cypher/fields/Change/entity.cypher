// The first of its entities, if the graph has it.
//
// yields: entity: Entity
MATCH (entity:Entity)
WHERE entity.id = this.entityIds[0]
