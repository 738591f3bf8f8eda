// The names that talks mention most, of what has a name of its own.
// mode: read
// parameters: count
// columns: name
MATCH (entity:Entity)
WHERE entity.mentionCount > 0 AND (entity:Person OR entity:Company OR entity:Product)
WITH entity ORDER BY entity.mentionCount DESC, entity.id ASC LIMIT $count
RETURN entity.name AS name
