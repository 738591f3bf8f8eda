// Adds quotes, with both ends of what they bear out and the segments that they stand in.
// parameters: rows: [{id, type, statedType, turned, label, past, quote, startSeconds, endSeconds, confidence, extractor, relationshipId, sortDate, subject, subjectKey, object, objectKey, segments}]
UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject})
MATCH (object:Entity {id: row.object})
CREATE (evidence:Evidence {
  id: row.id, type: row.type, statedType: row.statedType, turned: row.turned, label: row.label,
  past: row.past, quote: row.quote,
  startSeconds: row.startSeconds, endSeconds: row.endSeconds, confidence: row.confidence, extractor: row.extractor,
  relationshipId: row.relationshipId, sortConfidence: coalesce(row.confidence, 1.0),
  sortDate: date(row.sortDate)
})
CREATE (evidence)-[:SUBJECT {aliasKey: row.subjectKey}]->(subject)
CREATE (evidence)-[:OBJECT {aliasKey: row.objectKey}]->(object)
WITH evidence, row
UNWIND row.segments AS segmentId
MATCH (segment:Segment {id: segmentId})
CREATE (evidence)-[:SAID_IN]->(segment)
