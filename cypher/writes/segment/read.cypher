// The transcript of a video.
// parameters: video
// columns: id, index, text, startSeconds, endSeconds
MATCH (:Video {id: $video})-[:HAS_SEGMENT]->(segment:Segment)
RETURN segment.id AS id, segment.index AS index, segment.text AS text, segment.startSeconds AS startSeconds,
  segment.endSeconds AS endSeconds
