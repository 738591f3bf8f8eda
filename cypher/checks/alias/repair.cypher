// Sets the shown form, the keys and the support of aliases.
// mode: write
// parameters: rows: [{id, name, searchName, nameFrom, matchKey, firstKey, familyKey, support}]
UNWIND $rows AS row
MATCH (alias:Alias {key: row.id})
SET alias.name = row.name, alias.searchName = row.searchName, alias.nameFrom = row.nameFrom,
  alias.matchKey = row.matchKey, alias.firstKey = row.firstKey, alias.familyKey = row.familyKey,
  alias.support = row.support
