// The entities that are mentioned most, best first.
// parameters: asked, first
// columns: id
MATCH (entity:Entity)
WHERE entity.mentionCount >= 0 AND (size($asked.kinds) = 0 OR entity.kind IN $asked.kinds)
WITH entity
ORDER BY entity.mentionCount DESC, entity.id
LIMIT $first
RETURN entity.id AS id
