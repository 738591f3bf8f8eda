// How entities are shown.
// parameters: ids
// columns: id, kind, name, description, url
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
RETURN id, entity.kind AS kind, entity.name AS name, entity.description AS description, entity.url AS url
