// Owners of decided names; for merged entities, the earlier entity and its kind.
// mode: read
// parameters: keys
// columns: key, entity, whose, kind
UNWIND $keys AS key
MATCH (decided:DecidedName {key: key})
OPTIONAL MATCH (merged:MergedEntity {id: decided.formerId})
RETURN key, decided.entityId AS entity, coalesce(decided.formerId, decided.entityId) AS whose,
  coalesce(merged.kind, decided.kind) AS kind
