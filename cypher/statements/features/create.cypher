// Adds entities to videos.
// mode: write
// parameters: rows: [{video, entity, properties}]
UNWIND $rows AS row
MATCH (video:Video {id: row.video})
MATCH (entity:Entity {id: row.entity})
CREATE (video)-[features:FEATURES]->(entity)
SET features = row.properties, features.entityId = row.entity
