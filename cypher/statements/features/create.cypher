// Adds entities to a video.
// mode: write
// parameters: video, rows: [{entity, properties}]
MATCH (video:Video {id: $video})
UNWIND $rows AS row
MATCH (entity:Entity {id: row.entity})
CREATE (video)-[features:FEATURES]->(entity)
SET features = row.properties, features.entityId = row.entity
