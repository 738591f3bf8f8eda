// How a video calls some of its entities: the name that is shown for it, and the keys of its names for them.
// mode: read
// parameters: video, ids
// columns: entity, name, keys
UNWIND $ids AS id
MATCH (video:Video {id: $video})-[features:FEATURES]->(entity:Entity {id: id})
RETURN id AS entity, coalesce(features.called, features.name) AS name, COLLECT {
  MATCH (video)-[:GIVES_NAME]->(alias:Alias)-[:NAMES]->(entity)
  RETURN alias.key AS key
} AS keys
