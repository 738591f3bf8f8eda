// Those of the given entities that are in the graph and have a decided name, with their kind.
// mode: read
// parameters: ids
// columns: id, name, kind
UNWIND $ids AS id
MATCH (renamed:RenamedEntity {id: id})
MATCH (entity:Entity {id: id})
RETURN id, renamed.name AS name, entity.kind AS kind
