// Removes entities from a video.
// mode: write
// parameters: video, rows: [{entity}]
UNWIND $rows AS row
MATCH (:Video {id: $video})-[features:FEATURES]->(:Entity {id: row.entity})
DELETE features
