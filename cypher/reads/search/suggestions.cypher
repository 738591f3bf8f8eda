// Entities of which a name begins like what has been typed, or has a later word that does. Each arm is bounded.
// parameters: asked, bound, popular, first
// columns: id
CALL () {
  MATCH (alias:Alias)
  WHERE alias.searchName = $asked.prefix
  MATCH (alias)-[:NAMES]->(entity:Entity)
  RETURN entity, CASE WHEN entity.searchName = $asked.prefix THEN 2 ELSE 1 END AS exact
  LIMIT $bound
  UNION ALL
  MATCH (alias:Alias)
  WHERE alias.searchName STARTS WITH $asked.prefix
  WITH alias
  LIMIT $bound
  MATCH (alias)-[:NAMES]->(entity:Entity)
  RETURN entity, 0 AS exact
  UNION ALL
  WITH 1 AS one
  WHERE $asked.words <> ''
  CALL db.index.fulltext.queryNodes('alias_names', $asked.words, {limit: $bound}) YIELD node AS alias
  MATCH (alias)-[:NAMES]->(entity:Entity)
  RETURN entity, 0 AS exact
  UNION ALL
  MATCH (entity:Entity)
  WHERE entity.mentionCount >= 0
  WITH entity
  ORDER BY entity.mentionCount DESC
  LIMIT $popular
  WITH entity
  WHERE (entity.searchName STARTS WITH $asked.prefix OR entity.searchName CONTAINS $asked.later)
    AND (size($asked.kinds) = 0 OR entity.kind IN $asked.kinds)
  RETURN entity, 0 AS exact
  LIMIT $first
}
WITH entity, max(exact) AS best
WHERE size($asked.kinds) = 0 OR entity.kind IN $asked.kinds
RETURN entity.id AS id
ORDER BY best DESC, entity.mentionCount DESC, id
LIMIT $first
