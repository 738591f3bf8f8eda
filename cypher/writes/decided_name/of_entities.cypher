// Names that were decided to stand for one of these entities, and whose they were before a merge.
// parameters: ids
// columns: key, former
UNWIND $ids AS id
MATCH (decided:DecidedName {entityId: id})
RETURN decided.key AS key, decided.formerId AS former
ORDER BY key
