// Ids of entities and weights of relationships that Neo4j's own numbers are given of, in their order.
// Of one that has been deleted meanwhile: an empty id, a weight below nought.
// ($seen is a map with lists, not a list: Neo4j would plan anew for each size of a list.)
// parameters: seen
// columns: ids, weights
CALL () {
  UNWIND $seen.entities AS number
  OPTIONAL MATCH (entity) WHERE id(entity) = number
  RETURN collect(coalesce(entity.id, '')) AS ids
}
CALL () {
  UNWIND $seen.steps AS number
  OPTIONAL MATCH ()-[step]->() WHERE id(step) = number
  RETURN collect(coalesce(step.weight, -1.0)) AS weights
}
RETURN ids, weights
