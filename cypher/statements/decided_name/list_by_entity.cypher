// Decided names of these entities, and their owners before a merge.
// mode: read
// parameters: ids
// columns: key, former
UNWIND $ids AS id
MATCH (decided:DecidedName {entityId: id})
RETURN decided.key AS key, decided.formerId AS former
ORDER BY key
