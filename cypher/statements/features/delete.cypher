// Removes entities from videos.
// mode: write
// parameters: rows: [{video, entity}]
UNWIND $rows AS row
MATCH (:Video {id: row.video})-[features:FEATURES]->(:Entity {id: row.entity})
DELETE features
