// The decision of a step in the history of a name: a correction, the merge of an entity, or one of the merges or pairs that were made at once.
// mode: read
// parameters: id, entity
// columns: id, kind, at
CALL () {
  MATCH (made:Decision {id: $id})
  RETURN made
  UNION
  MATCH (made:Decision {mergedId: $id})
  RETURN made
  UNION
  MATCH (made:Decision {groupId: $id})
  WHERE $entity IN made.ends
  RETURN made
}
RETURN made.id AS id, made.sort AS kind, toString(made.decidedAt) AS at
ORDER BY id
LIMIT 1
