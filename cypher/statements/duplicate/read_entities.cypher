// The names of entities.
// mode: read
// parameters: ids
// columns: id, slug, name, kind
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
RETURN id, entity.slug AS slug, entity.name AS name, entity.kind AS kind
