// The shown name, description and address of entities.
// mode: read
// parameters: ids
// columns: id, kind, name, description, url, renamed
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
OPTIONAL MATCH (renamed:RenamedEntity {id: id})
RETURN id, entity.kind AS kind, entity.name AS name, entity.description AS description, entity.url AS url,
  renamed.name AS renamed
