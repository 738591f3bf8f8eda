// The main names of entities in videos.
// mode: read
// parameters: ids
// columns: entity, video, name
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[features:FEATURES]-(video:Video)
RETURN id AS entity, video.id AS video, features.name AS name
