// The first two passages that mention each entity in its latest video: one without text if the entity only speaks.
// mode: read
// parameters: ids
// columns: id, slug, videoId, videoTitle, momentUrlTemplate, passages
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
CALL (id) {
  OPTIONAL MATCH (mentioning:Video)-[features:FEATURES]->(:Entity)
  WHERE features.entityId = id AND features.mentionCount > 0
  RETURN mentioning
  ORDER BY features.entityId DESC, features.sortDate DESC
  LIMIT 1
}
CALL (id) {
  MATCH (featuring:Video)-[features:FEATURES]->(:Entity)
  WHERE features.entityId = id
  RETURN featuring
  ORDER BY features.entityId DESC, features.sortDate DESC
  LIMIT 1
}
WITH id, entity, coalesce(mentioning, featuring) AS video
CALL (video, entity) {
  OPTIONAL MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)-[:MENTIONS]->(entity)
  WITH DISTINCT segment
  ORDER BY segment.index
  LIMIT 2
  RETURN collect({text: segment.text, startSeconds: segment.startSeconds}) AS passages
}
RETURN id, entity.slug AS slug, video.id AS videoId, video.title AS videoTitle,
  video.momentUrlTemplate AS momentUrlTemplate, passages
