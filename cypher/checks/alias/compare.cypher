// Stored aliases, with the number and the spellings of the videos that use them, and the number of their entities.
// mode: read
// parameters: none
// columns: id, name, searchName, nameFrom, matchKey, firstKey, familyKey, videos, names, entities, renamed
MATCH (alias:Alias)
CALL (alias) {
  OPTIONAL MATCH (alias)<-[given:GIVES_NAME]-(video:Video)
  RETURN count(DISTINCT video) AS videos, collect(DISTINCT {value: given.name, authority: given.authority}) AS names
}
OPTIONAL MATCH (alias)-[:NAMES]->(entity:Entity)
OPTIONAL MATCH (renamed:RenamedEntity {id: entity.id})
WHERE alias.key = entity.kind + ':' + renamed.normalName
OPTIONAL MATCH (made:Decision {entityId: entity.id, sort: 'ALIAS'})
WHERE alias.key = entity.kind + ':' + made.normalName
WITH alias, videos, names, collect(renamed.name) AS renamed, min(made.detail) AS added
RETURN alias.key AS id, alias.name AS name, alias.searchName AS searchName, alias.nameFrom AS nameFrom,
  alias.matchKey AS matchKey, alias.firstKey AS firstKey, alias.familyKey AS familyKey, videos, names,
  COUNT { (alias)-[:NAMES]->(:Entity) } AS entities, coalesce(head(renamed), added) AS renamed
