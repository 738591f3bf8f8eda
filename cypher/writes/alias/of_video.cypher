// What the names that a video gives stand for.
// parameters: video
// columns: key, entity, kind
MATCH (:Video {id: $video})-[:GIVES_NAME]->(alias:Alias)-[:NAMES]->(entity:Entity)
RETURN alias.key AS key, entity.id AS entity, entity.kind AS kind
