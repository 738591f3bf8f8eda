// The entities of a video.
// parameters: video
// columns: entity, properties
MATCH (:Video {id: $video})-[features:FEATURES]->(entity:Entity)
RETURN entity.id AS entity, properties(features) AS properties
