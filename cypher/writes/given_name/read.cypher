// The names that a video gives to its entities.
// parameters: video
// columns: alias, name
MATCH (:Video {id: $video})-[given:GIVES_NAME]->(alias:Alias)
RETURN alias.key AS alias, given.name AS name
