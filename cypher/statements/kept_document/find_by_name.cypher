// Talks whose kept documents have one of these names.
// mode: read
// parameters: keys
// columns: video
MATCH (kept:KeptDocument)
WHERE any(name IN kept.names WHERE name IN $keys)
MATCH (video:Video {id: kept.id})
RETURN video.id AS video
ORDER BY video
