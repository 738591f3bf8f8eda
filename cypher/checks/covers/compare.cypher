// COVERS that differ from what the segments about a topic mention.
// mode: read
// parameters: none
// columns: key, stored, expected
MATCH (topic:Topic)
CALL (topic) {
  MATCH (topic)<-[:ABOUT]-(segment:Segment)-[:MENTIONS]->(entity:Entity)
  RETURN entity, count(DISTINCT segment) AS segmentCount
  UNION ALL
  MATCH (topic)-[:COVERS]->(entity:Entity)
  RETURN DISTINCT entity, 0 AS segmentCount
}
WITH topic, entity, sum(segmentCount) AS segmentCount
CALL (topic, entity) {
  MATCH (topic)-[covers:COVERS]->(entity)
  RETURN collect({segmentCount: covers.segmentCount}) AS stored
}
WITH {topic: topic.id, entity: entity.id} AS key, stored,
  CASE segmentCount WHEN 0 THEN [] ELSE [{segmentCount: segmentCount}] END AS expected
WHERE stored <> expected
RETURN key, stored, expected
