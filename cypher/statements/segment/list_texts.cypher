// The transcript of a video with its times, in order.
// mode: read
// parameters: video
// columns: text, startSeconds, endSeconds
MATCH (:Video {id: $video})-[:HAS_SEGMENT]->(segment:Segment)
RETURN segment.text AS text, segment.startSeconds AS startSeconds, segment.endSeconds AS endSeconds
ORDER BY segment.index
