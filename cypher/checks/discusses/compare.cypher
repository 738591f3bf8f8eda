// DISCUSSES that differ from the topics of the video's segments. A missing time counts as -1.
// mode: read
// parameters: none
// columns: key, stored, expected
MATCH (video:Video)
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)-[:ABOUT]->(topic:Topic)
  RETURN topic, count(DISTINCT segment) AS segmentCount, min(segment.startSeconds) AS firstSeconds
  UNION ALL
  MATCH (video)-[:DISCUSSES]->(topic:Topic)
  RETURN DISTINCT topic, 0 AS segmentCount, null AS firstSeconds
}
WITH video, topic, sum(segmentCount) AS segmentCount, coalesce(min(firstSeconds), -1.0) AS firstSeconds
CALL (video, topic) {
  MATCH (video)-[discusses:DISCUSSES]->(topic)
  RETURN collect({
    segmentCount: discusses.segmentCount, firstSeconds: coalesce(discusses.firstSeconds, -1.0)
  }) AS stored
}
WITH {video: video.id, topic: topic.id} AS key, stored,
  CASE segmentCount WHEN 0 THEN [] ELSE [{segmentCount: segmentCount, firstSeconds: firstSeconds}] END AS expected
WHERE stored <> expected
RETURN key, stored, expected
