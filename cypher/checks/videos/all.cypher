// All videos.
// parameters: none
// columns: id
MATCH (video:Video)
RETURN video.id AS id
ORDER BY id
