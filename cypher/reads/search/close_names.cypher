// Entities with a name close to what has been typed, best first.
// parameters: asked, bound, first
// columns: id
CALL db.index.fulltext.queryNodes('alias_names', $asked.words, {limit: $bound}) YIELD node AS alias, score
MATCH (alias)-[:NAMES]->(entity:Entity)
WHERE size($asked.kinds) = 0 OR entity.kind IN $asked.kinds
WITH entity, max(score) AS best
RETURN entity.id AS id
ORDER BY entity.mentionCount DESC, best DESC, id
LIMIT $first
