// What people decided and holds: decisions, the names that they decided on, and the names that are shown; as for the fingerprint, without deletions.
// mode: read
// parameters: none
// columns: labels, properties
CALL () {
  MATCH (node:Decision)
  WHERE node.undoneAt IS NULL AND NOT node.sort IN ['DELETE_VIDEO', 'EXTRACT_AGAIN']
  RETURN node
  UNION ALL
  MATCH (node:DecidedName)
  RETURN node
  UNION ALL
  MATCH (node:RenamedEntity)
  RETURN node
}
RETURN labels(node) AS labels, properties(node) AS properties
ORDER BY head(labels), coalesce(node.id, node.key)
