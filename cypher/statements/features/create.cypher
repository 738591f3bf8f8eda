// Adds entities to videos.
// mode: write
// parameters: rows: [{video, entity, properties}]
UNWIND $rows AS row
WITH row.video AS id, collect(row) AS rows
MATCH (video:Video {id: id})
UNWIND rows AS row
MATCH (entity:Entity {id: row.entity})
CREATE (video)-[features:FEATURES]->(entity)
SET features = row.properties, features.entityId = row.entity
