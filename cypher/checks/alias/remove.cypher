// Deletes aliases that no video uses, or that name nothing.
// parameters: rows: [{id}]
UNWIND $rows AS row
MATCH (alias:Alias {key: row.id})
DETACH DELETE alias
