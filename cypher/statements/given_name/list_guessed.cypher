// The names whose kind is a guess in a video, as written there.
// mode: read
// parameters: none
// columns: video, key, name, authority
MATCH (video:Video)-[given:GIVES_NAME {guessed: true}]->(alias:Alias)
RETURN video.id AS video, alias.key AS key, given.name AS name, given.authority AS authority
ORDER BY key, video
