// The entities whose names were found to begin with, or to be close to, what was typed: best first.
//
// yields: entity: Entity, place: INTEGER
// order: place ASC
UNWIND range(0, size($found) - 1) AS place
MATCH (entity:Entity)
WHERE entity.id = $found[place]
