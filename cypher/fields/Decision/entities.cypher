// The entities of a decision that are in the graph now, by name.
//
// yields: entity: Entity
// order: entity.searchName ASC
UNWIND this.ends AS id
MATCH (entity:Entity)
WHERE entity.id = id
