// Deletes entities that no video features.
// parameters: rows: [{id}]
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
DETACH DELETE entity
