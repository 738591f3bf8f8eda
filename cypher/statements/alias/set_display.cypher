// Sets the shown form of aliases, and the authority that it is from. Returns the entities that they name.
// mode: write
// parameters: rows: [{id, name, searchName, nameFrom}]
// columns: entity
UNWIND $rows AS row
MATCH (alias:Alias {key: row.id})
SET alias.name = row.name, alias.searchName = row.searchName, alias.nameFrom = row.nameFrom
WITH alias
MATCH (alias)-[:NAMES]->(entity:Entity)
RETURN DISTINCT entity.id AS entity
