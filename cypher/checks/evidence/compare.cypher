// The connection ids on evidence, by ends and type. `unsorted` is the number of pieces with a wrong sort key for confidence,
// second or date.
// mode: read
// parameters: none
// columns: source, type, target, ids, unsorted
MATCH (source:Entity)<-[:SUBJECT]-(evidence:Evidence)-[:OBJECT]->(target:Entity)
WITH source, evidence, target,
  COLLECT { MATCH (evidence)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video) RETURN DISTINCT video.sortDate } AS days
WITH source, evidence, target,
  coalesce(evidence.sortConfidence = coalesce(evidence.confidence, 1.0) AND evidence.sortSeconds = 0.0 - evidence.startSeconds
    AND [evidence.sortDate] = days, false) AS sorted
RETURN source.id AS source, evidence.type AS type, target.id AS target,
  collect(DISTINCT evidence.relationshipId) AS ids, sum(CASE WHEN sorted THEN 0 ELSE 1 END) AS unsorted
