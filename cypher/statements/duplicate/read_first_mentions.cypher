// The first mention of each entity in its latest video; without text if the entity only speaks.
// mode: read
// parameters: ids
// columns: id, slug, videoId, videoTitle, momentUrlTemplate, text, startSeconds
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
  RETURN segment
  ORDER BY segment.index
  LIMIT 1
}
RETURN id, entity.slug AS slug, video.id AS videoId, video.title AS videoTitle,
  video.momentUrlTemplate AS momentUrlTemplate, segment.text AS text, segment.startSeconds AS startSeconds
