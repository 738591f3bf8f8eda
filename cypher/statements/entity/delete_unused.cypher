// Deletes the entities that no video features, with the names that only a decision gives them.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
WHERE NOT EXISTS { (entity)<-[:FEATURES]-() }
CALL (entity) {
  MATCH (entity)<-[:NAMES]-(alias:Alias)
  WHERE NOT EXISTS { (alias)<-[:GIVES_NAME]-() }
  DETACH DELETE alias
}
DETACH DELETE entity
