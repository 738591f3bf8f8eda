// The topics of a video's segments.
// mode: read
// parameters: video
// columns: segment, topic
MATCH (:Video {id: $video})-[:HAS_SEGMENT]->(segment:Segment)-[:ABOUT]->(topic:Topic)
RETURN segment.id AS segment, topic.id AS topic
