// The quotes of a video that support connections.
// mode: read
// parameters: video
// columns: properties, subject, subjectKey, object, objectKey, segments
MATCH (:Video {id: $video})-[:HAS_SEGMENT]->(segment:Segment)<-[:SAID_IN]-(evidence:Evidence)
WITH evidence, segment
ORDER BY segment.index
WITH evidence, collect(segment.id) AS segments
MATCH (evidence)-[subjectOf:SUBJECT]->(subject:Entity)
MATCH (evidence)-[objectOf:OBJECT]->(object:Entity)
RETURN properties(evidence) AS properties, subject.id AS subject, subjectOf.aliasKey AS subjectKey, object.id AS object,
  objectOf.aliasKey AS objectKey, segments
