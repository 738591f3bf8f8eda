// Aliases of entities that no talk uses.
// mode: read
// parameters: ids
// columns: key, entity
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[:NAMES]-(alias:Alias)
WHERE NOT EXISTS { (alias)<-[:GIVES_NAME]-() }
RETURN alias.key AS key, id AS entity
