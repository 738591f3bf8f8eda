// Adds quotes, with both ends of the connection and the segments of the quote.
// mode: write
// parameters: rows: [{properties, subject, subjectKey, object, objectKey, segments}]
UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject})
MATCH (object:Entity {id: row.object})
CREATE (evidence:Evidence)
SET evidence = row.properties, evidence.sortConfidence = coalesce(row.properties.confidence, 1.0),
    evidence.sortSeconds = 0.0 - row.properties.startSeconds
CREATE (evidence)-[:SUBJECT {aliasKey: row.subjectKey}]->(subject)
CREATE (evidence)-[:OBJECT {aliasKey: row.objectKey}]->(object)
WITH evidence, row
UNWIND row.segments AS segmentId
MATCH (segment:Segment {id: segmentId})
CREATE (evidence)-[:SAID_IN]->(segment)
