// The main names of entities in videos, as decided.
// mode: read
// parameters: ids
// columns: entity, video, name
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[features:FEATURES]-(video:Video)
RETURN id AS entity, video.id AS video, coalesce(features.called, features.name) AS name
