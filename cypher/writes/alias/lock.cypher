// Makes the aliases that are missing, and takes the write lock of all. Rows in the order of their keys.
// parameters: rows: [{key, name, searchName}]
UNWIND $rows AS row
MERGE (alias:Alias {key: row.key})
ON CREATE SET alias.name = row.name, alias.searchName = row.searchName
SET alias._lock = 1
REMOVE alias._lock
