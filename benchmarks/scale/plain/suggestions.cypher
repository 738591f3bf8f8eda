// The most mentioned entities that have a name beginning so, and nothing else.
MATCH (alias:Alias)
WHERE alias.searchName STARTS WITH $prefix
WITH alias
LIMIT 500
MATCH (alias)-[:NAMES]->(entity:Entity)
WITH DISTINCT entity
RETURN entity.id, entity.name, entity.kind, entity.mentionCount
ORDER BY entity.mentionCount DESC, entity.id
LIMIT 8
