// Entities that may be the same, as far as the graph has them now.
//
// yields: candidate: MAP
// order: candidate.index ASC
// key: candidate.index
UNWIND range(0, size(this.pairs), 3) AS start
WITH start, this.pairs[start] AS name, this.pairs[start + 1] AS one, this.pairs[start + 2] AS two
MATCH (entity:Entity)
WHERE entity.id = one
WITH start, name, two, entity.id AS one
MATCH (entity:Entity)
WHERE entity.id = two
WITH {index: start, name: name, entityId: one, otherId: entity.id} AS candidate
