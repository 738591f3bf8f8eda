// The transcripts of videos, a text for each segment.
// mode: read
// parameters: ids
// columns: id, texts
UNWIND $ids AS id
MATCH (video:Video {id: id})
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)
  WITH segment
  ORDER BY segment.index
  RETURN collect(segment.text) AS texts
}
RETURN id, texts
