// The decision of a step in the history of a name: a correction, the merge of an entity, or one of the merges or pairs that were made at once.
// mode: read
// parameters: id, entity
// columns: id, kind, at
CALL () {
  MATCH (node:Decision {id: $id})
  RETURN node.id AS id, node.sort AS kind, node.decidedAt AS at
  UNION ALL
  MATCH (node:MergedEntity {id: $id})
  RETURN node.decisionId AS id, 'MERGE' AS kind, node.mergedAt AS at
  UNION ALL
  MATCH (node:MergedEntity {entityId: $entity})
  WHERE node.mergeId = $id
  RETURN node.decisionId AS id, 'MERGE' AS kind, node.mergedAt AS at
  UNION ALL
  MATCH (node:DecidedPair {one: $entity})
  WHERE node.pairsId = $id
  RETURN node.decisionId AS id, 'SEPARATE' AS kind, node.decidedAt AS at
  UNION ALL
  MATCH (node:DecidedPair {other: $entity})
  WHERE node.pairsId = $id
  RETURN node.decisionId AS id, 'SEPARATE' AS kind, node.decidedAt AS at
}
RETURN id, kind, toString(at) AS at
ORDER BY id
LIMIT 1
