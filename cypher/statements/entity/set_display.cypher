// Sets the shown name, description, address and item in Wikidata of entities, and where they are from.
// mode: write
// parameters: rows: [{id, name, searchName, nameFrom, description, descriptionFrom, url, urlFrom, wikidata, wikidataFrom}]
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
SET entity.name = row.name, entity.searchName = row.searchName, entity.nameFrom = row.nameFrom,
  entity.description = row.description, entity.descriptionFrom = row.descriptionFrom, entity.url = row.url,
  entity.urlFrom = row.urlFrom, entity.wikidata = row.wikidata, entity.wikidataFrom = row.wikidataFrom
