// Adds to the number of segments that are about a topic and mention an entity. At 0, COVERS is deleted.
// mode: write
// parameters: rows: [{topic, entity, segments}]
UNWIND $rows AS row
WITH row.topic AS id, collect(row) AS rows
MATCH (topic:Topic {id: id})
UNWIND rows AS row
MATCH (entity:Entity {id: row.entity})
MERGE (topic)-[covers:COVERS]->(entity)
ON CREATE SET covers.segmentCount = 0
SET covers.segmentCount = covers.segmentCount + row.segments
WITH covers
WHERE covers.segmentCount = 0
DELETE covers
