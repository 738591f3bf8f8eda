// Deletes the aliases that no video uses, except a name that a person gave to an entity. Returns the entities that had them.
// mode: write
// parameters: ids
// columns: entity
UNWIND $ids AS id
MATCH (alias:Alias {key: id})
WHERE NOT EXISTS { (alias)<-[:GIVES_NAME]-() }
  AND NOT EXISTS {
    MATCH (alias)-[:NAMES]->(entity:Entity)
    MATCH (renamed:RenamedEntity {id: entity.id})
    WHERE alias.key = entity.kind + ':' + renamed.normalName
  }
  AND NOT EXISTS {
    MATCH (alias)-[:NAMES]->(entity:Entity)
    MATCH (made:Decision {entityId: entity.id, sort: 'ALIAS'})
    WHERE alias.key = entity.kind + ':' + made.normalName
  }
MATCH (alias)-[:NAMES]->(owner:Entity)
WITH alias, owner.id AS entity
DETACH DELETE alias
RETURN DISTINCT entity
