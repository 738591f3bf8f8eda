// The decision of an id, or one of the merges into an entity that were made at once under it.
// mode: read
// parameters: id, entity
// columns: id, kind, at
CALL () {
  MATCH (node:Decision {id: $id})
  RETURN node.id AS id, node.sort AS kind, node.decidedAt AS at
  UNION ALL
  MATCH (node:MergedEntity {id: $id})
  RETURN node.id AS id, 'MERGE' AS kind, node.mergedAt AS at
  UNION ALL
  MATCH (node:MergedEntity {entityId: $entity})
  WHERE node.mergeId = $id
  RETURN node.id AS id, 'MERGE' AS kind, node.mergedAt AS at
}
RETURN id, kind, toString(at) AS at
ORDER BY id
LIMIT 1
