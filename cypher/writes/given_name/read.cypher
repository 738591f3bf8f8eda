// The names that a video gives to its entities.
// parameters: video
// columns: alias, name, guessed
MATCH (:Video {id: $video})-[given:GIVES_NAME]->(alias:Alias)
RETURN alias.key AS alias, given.name AS name, given.guessed AS guessed
