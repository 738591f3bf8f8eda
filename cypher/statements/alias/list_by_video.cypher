// The entities of the names that a video uses.
// mode: read
// parameters: video
// columns: key, entity, kind
MATCH (:Video {id: $video})-[:GIVES_NAME]->(alias:Alias)-[:NAMES]->(entity:Entity)
RETURN alias.key AS key, entity.id AS entity, entity.kind AS kind
