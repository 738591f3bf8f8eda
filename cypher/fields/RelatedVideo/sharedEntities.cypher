// Entities that both videos feature, the most significant first.
//
// yields: entity: Entity, place: INTEGER
// order: place ASC
UNWIND range(0, size(this.sharedEntities) - 1) AS place
WITH this.sharedEntities[place] AS entity, place
