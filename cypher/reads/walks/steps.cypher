// Relationships, by Neo4j's own numbers.
// ($seen is a map with a list, not a list: Neo4j would plan anew for each size of a list.)
// parameters: seen
// columns: number, element, id, source
UNWIND $seen.steps AS number
MATCH ()-[step]->() WHERE id(step) = number
RETURN number, elementId(step) AS element, step.id AS id, startNode(step).id AS source
