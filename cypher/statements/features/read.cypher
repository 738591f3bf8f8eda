// The entities of a video.
// mode: read
// parameters: video
// columns: entity, properties
MATCH (:Video {id: $video})-[features:FEATURES]->(entity:Entity)
RETURN entity.id AS entity, properties(features) AS properties
