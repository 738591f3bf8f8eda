// Deletes entities that no video features.
// mode: write
// parameters: rows: [{id}]
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
DETACH DELETE entity
