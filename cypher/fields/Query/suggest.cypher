// Entities whose names begin with the prefix. If these are too few, entities with similar names follow.
//
// yields: entity: Entity, place: INTEGER
// pre-query: suggestions
// order: place ASC
CALL () {
  CALL () {
    WITH 1 AS one
    WHERE $asked.text <> ''
    MATCH (alias:Alias)
    WHERE alias.searchName STARTS WITH $asked.text
    RETURN alias, alias.searchName = $asked.text AS whole
    LIMIT $bound
    UNION
    WITH 1 AS one
    WHERE $asked.begun <> ''
    CALL db.index.fulltext.queryNodes('alias_names', $asked.begun, {limit: $bound}) YIELD node AS alias
    RETURN alias, false AS whole
  }
  MATCH (alias)-[:NAMES]->(entity)
  RETURN entity, CASE WHEN NOT whole THEN 0 WHEN entity.searchName = $asked.text THEN 2 ELSE 1 END AS exact
  UNION ALL
  MATCH (entity:Entity)
  WHERE entity.mentionCount >= 0
  WITH entity
  ORDER BY entity.mentionCount DESC
  LIMIT $popular
  WITH entity
  WHERE (entity.searchName STARTS WITH $asked.text OR entity.searchName CONTAINS ' ' + $asked.text)
    AND (size($asked.kinds) = 0 OR entity.kind IN $asked.kinds)
  RETURN entity, 0 AS exact
  ORDER BY entity.mentionCount DESC, entity.id
  LIMIT $first
}
WITH entity, max(exact) AS best
WHERE size($asked.kinds) = 0 OR entity.kind IN $asked.kinds
WITH entity
ORDER BY best DESC, entity.mentionCount DESC, entity.id
LIMIT $first
WITH collect(entity) AS begun
CALL (begun) {
  WITH begun
  WHERE size(begun) < $first AND $asked.close <> ''
  WITH begun
  LIMIT 1
  CALL db.index.fulltext.queryNodes('alias_names', $asked.close, {limit: $bound}) YIELD node AS alias, score
  MATCH (alias)-[:NAMES]->(entity:Entity)
  WHERE (size($asked.kinds) = 0 OR entity.kind IN $asked.kinds) AND NOT entity IN begun
  WITH entity, max(score) AS best
  ORDER BY entity.mentionCount DESC, best DESC, entity.id
  LIMIT $first
  RETURN collect(entity) AS close
}
WITH (begun + close)[..$first] AS found
UNWIND range(0, size(found) - 1) AS place
WITH found[place] AS entity, place
