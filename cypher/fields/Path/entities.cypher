// The entities of a path, from its source to its target.
//
// yields: entity: Entity, place: INTEGER
// order: place ASC
UNWIND range(0, size(this.entities) - 1) AS place
MATCH (entity:Entity)
WHERE id(entity) = this.entities[place]
