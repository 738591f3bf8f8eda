// FEATURES that differ from mentions, speakers, evidence and names of the video. A missing time counts as -1.
// An entity that is only named has only connections that a merge made loops.
// mode: read
// parameters: none
// columns: key, stored, expected
MATCH (video:Video)
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)-[mention:MENTIONS]->(entity:Entity)
  RETURN entity, count(mention) AS mentionCount, min(segment.startSeconds) AS firstSeconds, 1 AS heard
  UNION ALL
  MATCH (video)-[:HAS_SPEAKER]->(:Speaker)-[:IS]->(entity:Entity)
  RETURN DISTINCT entity, 0 AS mentionCount, null AS firstSeconds, 1 AS heard
  UNION ALL
  MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(:Evidence)-[:SUBJECT|OBJECT]->(entity:Entity)
  RETURN DISTINCT entity, 0 AS mentionCount, null AS firstSeconds, 1 AS heard
  UNION ALL
  MATCH (video)-[:GIVES_NAME]->(:Alias)-[:NAMES]->(entity:Entity)
  RETURN DISTINCT entity, 0 AS mentionCount, null AS firstSeconds, 1 AS heard
  UNION ALL
  MATCH (video)-[:FEATURES]->(entity:Entity)
  RETURN DISTINCT entity, 0 AS mentionCount, null AS firstSeconds, 0 AS heard
}
WITH video, entity, sum(mentionCount) AS mentionCount, coalesce(min(firstSeconds), -1.0) AS firstSeconds,
  max(heard) AS heard
CALL (video, entity) {
  MATCH (video)-[features:FEATURES]->(entity)
  RETURN collect({
    mentionCount: features.mentionCount, firstSeconds: coalesce(features.firstSeconds, -1.0),
    entityId: coalesce(features.entityId, ''), sortDate: coalesce(toString(features.sortDate), '')
  }) AS stored
}
WITH {video: video.id, entity: entity.id} AS key, stored,
  CASE heard WHEN 0 THEN [] ELSE [{
    mentionCount: mentionCount, firstSeconds: firstSeconds, entityId: entity.id, sortDate: toString(video.sortDate)
  }] END AS expected
WHERE stored <> expected
RETURN key, stored, expected
