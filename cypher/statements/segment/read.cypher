// The transcript of a video.
// mode: read
// parameters: video
// columns: properties
MATCH (:Video {id: $video})-[:HAS_SEGMENT]->(segment:Segment)
RETURN properties(segment) AS properties
