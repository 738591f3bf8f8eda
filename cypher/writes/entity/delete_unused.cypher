// Deletes those of the entities that no video features.
// parameters: ids
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
WHERE NOT EXISTS { (entity)<-[:FEATURES]-() }
DETACH DELETE entity
