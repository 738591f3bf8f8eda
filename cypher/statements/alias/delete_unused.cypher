// Deletes the aliases that no video uses, except a name that was decided to be shown for an entity.
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
DETACH DELETE alias
