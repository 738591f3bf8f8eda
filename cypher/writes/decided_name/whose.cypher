// Whose names are that were decided on: of what was merged what it was, and of which kind.
// parameters: keys
// columns: key, entity, whose, kind
UNWIND $keys AS key
MATCH (decided:DecidedName {key: key})
OPTIONAL MATCH (merged:MergedEntity {id: decided.formerId})
RETURN key, decided.entityId AS entity, coalesce(decided.formerId, decided.entityId) AS whose,
  coalesce(merged.kind, decided.kind) AS kind
