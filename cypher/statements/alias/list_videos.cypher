// Talks that use one of these names, by match key or by alias key.
// mode: read
// parameters: keys
// columns: video
UNWIND $keys AS key
CALL (key) {
  MATCH (alias:Alias {key: key})
  RETURN alias
  UNION
  MATCH (alias:Alias {matchKey: key})
  RETURN alias
}
MATCH (alias)<-[:GIVES_NAME]-(video:Video)
RETURN DISTINCT video.id AS video
ORDER BY video
