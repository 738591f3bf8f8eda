// Ids of entities and relationships by Neo4j's internal ids. Objects that were deleted meanwhile are left out.
// ($seen is a map with lists, because Neo4j would plan again for each size of a list.)
// mode: read
// parameters: seen
// columns: entities, steps
CALL () {
  UNWIND $seen.entities AS number
  MATCH (entity)
  WHERE id(entity) = number
  RETURN collect([number, entity.id]) AS entities
}
CALL () {
  UNWIND $seen.steps AS number
  MATCH ()-[step]->()
  WHERE id(step) = number
  RETURN collect([number, step.id]) AS steps
}
RETURN entities, steps
