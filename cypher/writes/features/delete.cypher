// Removes entities from a video.
// parameters: video, rows: [{entity}]
UNWIND $rows AS row
MATCH (:Video {id: $video})-[features:FEATURES]->(:Entity {id: row.entity})
DELETE features
