// The texts of a video's segments, in playing order.
// mode: read
// parameters: id
// columns: found
CALL () {
  MATCH (video:Video)
  WHERE video.id = $id
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)
  RETURN segment.id AS id, segment.text AS text
  ORDER BY segment.index
}
RETURN collect([id, text]) AS found
