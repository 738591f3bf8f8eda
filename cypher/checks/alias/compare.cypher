// Stored aliases, with the spellings of the videos that use them, by what adds to their support, and the number of their entities.
// mode: read
// parameters: none
// columns: id, name, searchName, nameFrom, matchKey, firstKey, familyKey, support, names, entities, renamed
MATCH (alias:Alias)
CALL (alias) {
  MATCH (alias)<-[given:GIVES_NAME]-(:Video)
  WITH given.name AS value, given.authority AS authority, given.guessed AS guessed, count(*) AS videos
  RETURN collect({value: value, authority: authority, guessed: guessed, videos: videos}) AS names
}
OPTIONAL MATCH (alias)-[:NAMES]->(entity:Entity)
OPTIONAL MATCH (renamed:RenamedEntity {id: entity.id})
WHERE alias.key = entity.kind + ':' + renamed.normalName
OPTIONAL MATCH (made:Decision {entityId: entity.id, sort: 'ALIAS'})
WHERE alias.key = entity.kind + ':' + made.normalName
WITH alias, names, collect(renamed.name) AS renamed, min(made.detail) AS added
RETURN alias.key AS id, alias.name AS name, alias.searchName AS searchName, alias.nameFrom AS nameFrom,
  alias.matchKey AS matchKey, alias.firstKey AS firstKey, alias.familyKey AS familyKey, alias.support AS support, names,
  COUNT { (alias)-[:NAMES]->(:Entity) } AS entities, coalesce(head(renamed), added) AS renamed
