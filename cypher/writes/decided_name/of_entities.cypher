// Names that were decided to stand for one of these entities.
// parameters: ids
// columns: key
UNWIND $ids AS id
MATCH (decided:DecidedName {entityId: id})
RETURN decided.key AS key
ORDER BY key
