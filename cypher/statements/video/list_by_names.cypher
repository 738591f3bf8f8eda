// Videos that use one of these names, by match key or by alias key, in the graph or in their documents; videos that feature one of
// these entities; and those of these videos that are in the graph.
// mode: read
// parameters: keys, entityIds, ids
// columns: video
CALL () {
  UNWIND $keys AS key
  CALL (key) {
    MATCH (alias:Alias {key: key})
    RETURN alias
    UNION
    MATCH (alias:Alias {matchKey: key})
    RETURN alias
  }
  MATCH (alias)<-[:GIVES_NAME]-(video:Video)
  RETURN video
  UNION
  MATCH (kept:KeptDocument)
  WHERE any(name IN kept.names WHERE name IN $keys)
  MATCH (video:Video {id: kept.id})
  RETURN video
  UNION
  UNWIND $entityIds AS id
  MATCH (:Entity {id: id})<-[:FEATURES]-(video:Video)
  RETURN video
  UNION
  UNWIND $ids AS id
  MATCH (video:Video {id: id})
  RETURN video
}
RETURN video.id AS video
ORDER BY video
