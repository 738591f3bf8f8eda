// Creates missing aliases, and takes the write lock of all. Rows must be in the order of their keys.
// mode: write
// parameters: rows: [{key, name, searchName, matchKey, firstKey, familyKey}]
UNWIND $rows AS row
MERGE (alias:Alias {key: row.key})
ON CREATE SET alias.name = row.name, alias.searchName = row.searchName, alias.matchKey = row.matchKey,
  alias.firstKey = row.firstKey, alias.familyKey = row.familyKey
SET alias._lock = 1
REMOVE alias._lock
