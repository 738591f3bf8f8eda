// Names that several entities have: homonyms, or entities to merge. Names that are local to one talk are included.
MATCH (alias:Alias)-[:NAMES]->(entity:Entity)
WITH alias.searchName AS name, collect(DISTINCT entity) AS entities
WHERE size(entities) > 1
UNWIND entities AS entity
WITH name, entity ORDER BY entity.mentionCount DESC, entity.id
RETURN name, collect(entity.name + ' (' + toLower(entity.kind) + ', ' + toString(entity.mentionCount) + ')') AS entities
ORDER BY name
LIMIT 50
