// The transcripts of the next videos by id, a text for each segment.
// mode: read
// parameters: after, count
// columns: id, texts
MATCH (video:Video)
WHERE video.id > $after
WITH video
ORDER BY video.id
LIMIT $count
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)
  WITH segment
  ORDER BY segment.index
  RETURN collect(segment.text) AS texts
}
RETURN video.id AS id, texts
ORDER BY id
