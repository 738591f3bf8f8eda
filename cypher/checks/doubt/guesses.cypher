// The names of which videos guess the kind, as they write them.
// parameters: none
// columns: video, key, name
MATCH (video:Video)-[given:GIVES_NAME {guessed: true}]->(alias:Alias)
RETURN video.id AS video, alias.key AS key, given.name AS name
ORDER BY key, video
