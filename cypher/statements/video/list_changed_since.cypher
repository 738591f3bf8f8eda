// Those of the videos that were written at this time or later.
// mode: read
// parameters: ids, since
// columns: video
UNWIND $ids AS id
MATCH (video:Video {id: id})
WHERE video.updatedAt >= datetime($since)
RETURN video.id AS video
ORDER BY video
