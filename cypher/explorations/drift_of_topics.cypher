// Topics whose stored COVERS differ from what their segments mention. There are none unless somebody wrote to the graph by hand.
MATCH (topic:Topic)-[covers:COVERS]->(entity:Entity)
WITH topic, covers, entity,
  COUNT { MATCH (topic)<-[:ABOUT]-(segment:Segment)-[:MENTIONS]->(entity) RETURN DISTINCT segment } AS segments
WHERE covers.segmentCount <> segments
RETURN topic.name AS topic, entity.name AS entity, covers.segmentCount AS stored, segments
ORDER BY topic, entity
