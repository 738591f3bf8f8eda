// The decision of an id, or one of the decisions that were made at once under it: merges by one mutation, pairs of several entities.
// mode: read
// parameters: id
// columns: id, kind, at
CALL () {
  MATCH (node:Decision {id: $id})
  RETURN node.id AS id, node.sort AS kind, node.decidedAt AS at
  UNION ALL
  MATCH (node:MergedEntity)
  WHERE node.id = $id OR node.mergeId = $id
  RETURN node.id AS id, 'MERGE' AS kind, node.mergedAt AS at
  UNION ALL
  MATCH (node:DecidedPair)
  WHERE node.key = $id OR node.pairsId = $id
  RETURN node.key AS id, 'SEPARATE' AS kind, node.decidedAt AS at
}
RETURN id, kind, toString(at) AS at
ORDER BY id
LIMIT 1
