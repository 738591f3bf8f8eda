// The mentions in a video.
// mode: read
// parameters: video
// columns: segment, entity, properties
MATCH (:Video {id: $video})-[:HAS_SEGMENT]->(segment:Segment)-[mention:MENTIONS]->(entity:Entity)
RETURN segment.id AS segment, entity.id AS entity, properties(mention) AS properties
