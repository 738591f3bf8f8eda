// Entities and their names, with all labels and properties.
// mode: read
// parameters: ids
// columns: labels, properties
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
CALL (entity) {
  RETURN entity AS node
  UNION ALL
  MATCH (node:Alias)-[:NAMES]->(entity)
  RETURN node
}
RETURN labels(node) AS labels, properties(node) AS properties
ORDER BY head(labels), coalesce(node.id, node.key)
