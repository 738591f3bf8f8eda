// Those of the given entities that are in the graph and have names that a person gave them, with these names and their kind.
// mode: read
// parameters: ids
// columns: id, name, kind
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
CALL (id) {
  MATCH (renamed:RenamedEntity {id: id})
  RETURN renamed.name AS name, 1 AS place
  UNION ALL
  MATCH (made:Decision {entityId: id, sort: 'ALIAS'})
  RETURN made.detail AS name, 0 AS place
}
RETURN id, name, entity.kind AS kind
ORDER BY id, place, name DESC
