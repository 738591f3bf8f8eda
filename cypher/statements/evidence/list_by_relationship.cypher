// The quotes of a video that support one connection.
// mode: read
// parameters: video, relationship
// columns: properties, subject, subjectKey, object, objectKey, segments
MATCH (evidence:Evidence {relationshipId: $relationship})
CALL (evidence) {
  MATCH (evidence)-[:SAID_IN]->(segment:Segment)
  WITH segment
  ORDER BY segment.index
  RETURN collect(segment) AS places
}
WITH evidence, places
WHERE EXISTS { (:Video {id: $video})-[:HAS_SEGMENT]->(first) WHERE first = places[0] }
MATCH (evidence)-[subjectOf:SUBJECT]->(subject:Entity)
MATCH (evidence)-[objectOf:OBJECT]->(object:Entity)
RETURN properties(evidence) AS properties, subject.id AS subject, subjectOf.aliasKey AS subjectKey, object.id AS object,
  objectOf.aliasKey AS objectKey, [place IN places | place.id] AS segments
