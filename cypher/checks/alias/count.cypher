// Aliases as they stand, how many videos give them, how these write them, and how many entities they name.
// parameters: none
// columns: id, name, searchName, matchKey, firstKey, familyKey, videos, names, entities
MATCH (alias:Alias)
CALL (alias) {
  OPTIONAL MATCH (alias)<-[given:GIVES_NAME]-(video:Video)
  RETURN count(DISTINCT video) AS videos, collect(DISTINCT given.name) AS names
}
RETURN alias.key AS id, alias.name AS name, alias.searchName AS searchName, alias.matchKey AS matchKey,
  alias.firstKey AS firstKey, alias.familyKey AS familyKey, videos, names,
  COUNT { (alias)-[:NAMES]->(:Entity) } AS entities
