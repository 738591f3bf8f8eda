// The names that a video uses for its entities.
// mode: read
// parameters: video
// columns: alias, properties
MATCH (:Video {id: $video})-[given:GIVES_NAME]->(alias:Alias)
RETURN alias.key AS alias, properties(given) AS properties
