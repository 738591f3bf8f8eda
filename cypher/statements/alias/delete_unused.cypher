// Deletes the aliases that no video uses, except a name that a person gave to an entity.
// mode: write
// parameters: ids
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
DETACH DELETE alias
