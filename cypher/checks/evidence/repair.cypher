// Sets the connection id and the sort keys of evidence.
// mode: write
// parameters: rows: [{source, type, target, relationshipId}]
UNWIND $rows AS row
MATCH (:Entity {id: row.source})<-[:SUBJECT]-(evidence:Evidence)-[:OBJECT]->(:Entity {id: row.target})
WHERE evidence.type = row.type
MATCH (evidence)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)
SET evidence.relationshipId = row.relationshipId, evidence.sortConfidence = coalesce(evidence.confidence, 1.0),
    evidence.sortSeconds = 0.0 - evidence.startSeconds, evidence.sortDate = video.sortDate
