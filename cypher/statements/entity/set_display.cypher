// Sets the shown name, description and address of entities, and where they are from.
// mode: write
// parameters: rows: [{id, name, searchName, nameFrom, description, descriptionFrom, url, urlFrom}]
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
SET entity.name = row.name, entity.searchName = row.searchName, entity.nameFrom = row.nameFrom,
  entity.description = row.description, entity.descriptionFrom = row.descriptionFrom, entity.url = row.url,
  entity.urlFrom = row.urlFrom
