// Ids of entities and relationships that Neo4j's own numbers are given of; of a relationship also its element id and
// where it starts. What has been deleted meanwhile is left out.
// ($seen is a map with lists, not a list: Neo4j would plan anew for each size of a list.)
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
  MATCH (start)-[step]->()
  WHERE id(step) = number
  RETURN collect([number, elementId(step), step.id, start.id]) AS steps
}
RETURN entities, steps
