// The names of an entity in videos.
// mode: read
// parameters: id
// columns: video, key
MATCH (:Entity {id: $id})<-[:NAMES]-(alias:Alias)<-[:GIVES_NAME]-(video:Video)
RETURN video.id AS video, alias.key AS key
ORDER BY video, key
