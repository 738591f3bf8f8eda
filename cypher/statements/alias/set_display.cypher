// Sets the shown form of aliases.
// mode: write
// parameters: rows: [{id, name, searchName}]
UNWIND $rows AS row
MATCH (alias:Alias {key: row.id})
SET alias.name = row.name, alias.searchName = row.searchName
