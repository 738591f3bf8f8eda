// All videos.
// mode: read
// parameters: none
// columns: id
MATCH (video:Video)
RETURN video.id AS id
ORDER BY id
