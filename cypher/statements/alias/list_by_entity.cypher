// All names of entities.
// mode: read
// parameters: ids
// columns: key, entity
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[:NAMES]-(alias:Alias)
RETURN alias.key AS key, id AS entity
ORDER BY key
