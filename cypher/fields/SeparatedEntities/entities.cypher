// The separated entities, by name.
//
// yields: entity: Entity
// order: entity.searchName ASC
UNWIND this.ids AS id
MATCH (entity:Entity)
WHERE entity.id = id
