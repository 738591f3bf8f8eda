// Segments of videos by their indices, with the data for links to them, and the time of the video's first import.
// mode: read
// parameters: rows: [{id, index}]
// columns: id, index, slug, title, addedAt, momentUrlTemplate, startSeconds, text
UNWIND $rows AS row
MATCH (video:Video {id: row.id})-[:HAS_SEGMENT]->(segment:Segment {index: row.index})
RETURN video.id AS id, segment.index AS index, video.slug AS slug, video.title AS title,
  toString(video.addedAt) AS addedAt, video.momentUrlTemplate AS momentUrlTemplate,
  segment.startSeconds AS startSeconds, segment.text AS text
