// Decided names of these entities, and their owners before a merge.
// mode: read
// parameters: ids
// columns: entity, key, former
UNWIND $ids AS id
MATCH (decided:DecidedName {entityId: id})
RETURN id AS entity, decided.key AS key, decided.formerId AS former
ORDER BY key
