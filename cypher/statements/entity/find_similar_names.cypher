// The entities whose names are most similar to an unknown name, the most similar first.
// mode: read
// parameters: text
// columns: slug
CALL db.index.fulltext.queryNodes('alias_names', $text, {limit: 25}) YIELD node AS alias, score
MATCH (alias)-[:NAMES]->(entity:Entity)
WITH entity, max(score) AS best
ORDER BY best DESC, entity.mentionCount DESC, entity.id
LIMIT 3
RETURN entity.slug AS slug
