// The speakers of a video's segments.
// mode: read
// parameters: video
// columns: segment, speaker
MATCH (:Video {id: $video})-[:HAS_SEGMENT]->(segment:Segment)-[:SPOKEN_BY]->(speaker:Speaker)
RETURN segment.id AS segment, speaker.id AS speaker
