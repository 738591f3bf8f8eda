// Entities that segments about a topic mention, most often first.
MATCH (:Topic {id: $id})-[covers:COVERS]->(entity:Entity)
RETURN entity.id, entity.name, entity.kind, entity.mentionCount
ORDER BY covers.segmentCount DESC, entity.searchName, entity.id
LIMIT 20
