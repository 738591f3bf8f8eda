// The quotes of a video that bear out connections.
// parameters: video
// columns: id, type, statedType, turned, label, past, quote, startSeconds, endSeconds, confidence, extractor, relationshipId, sortDate, subject, subjectKey, object, objectKey, segments
MATCH (:Video {id: $video})-[:HAS_SEGMENT]->(segment:Segment)<-[:SAID_IN]-(evidence:Evidence)
WITH evidence, segment
ORDER BY segment.index
WITH evidence, collect(segment.id) AS segments
MATCH (evidence)-[subjectOf:SUBJECT]->(subject:Entity)
MATCH (evidence)-[objectOf:OBJECT]->(object:Entity)
RETURN evidence.id AS id, evidence.type AS type, evidence.statedType AS statedType,
  evidence.turned AS turned, evidence.label AS label, evidence.past AS past, evidence.quote AS quote,
  evidence.startSeconds AS startSeconds, evidence.endSeconds AS endSeconds, evidence.confidence AS confidence,
  evidence.extractor AS extractor, evidence.relationshipId AS relationshipId,
  toString(evidence.sortDate) AS sortDate, subject.id AS subject,
  subjectOf.aliasKey AS subjectKey, object.id AS object, objectOf.aliasKey AS objectKey, segments
