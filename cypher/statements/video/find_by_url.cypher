// Other videos with an address.
// mode: read
// parameters: url, video
// columns: slug
MATCH (video:Video {url: $url})
WHERE video.id <> $video
RETURN video.slug AS slug
ORDER BY slug
