// Deletes aliases that no video uses, or that name nothing.
// mode: write
// parameters: rows: [{id}]
UNWIND $rows AS row
MATCH (alias:Alias {key: row.id})
DETACH DELETE alias
