// Sets the shown name, description and address of entities.
// mode: write
// parameters: rows: [{id, name, searchName, description, url}]
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
SET entity.name = row.name, entity.searchName = row.searchName, entity.description = row.description,
  entity.url = row.url
