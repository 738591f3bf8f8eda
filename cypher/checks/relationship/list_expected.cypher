// All connections, computed from their evidence. `thousandths` is the weight.
// mode: read
// parameters: none
// columns: source, type, target, evidenceCount, pastCount, videoCount, thousandths, firstSaidOn, lastSaidOn, quoteId, quote
MATCH (source:Entity)<-[:SUBJECT]-(evidence:Evidence)-[:OBJECT]->(target:Entity)
CALL (evidence) {
  MATCH (evidence)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)
  RETURN video
  LIMIT 1
}
WITH source, target, evidence, video,
  toInteger(floor(coalesce(evidence.confidence, 1.0) * 1000 + 0.5)) AS strength
ORDER BY strength DESC, evidence.startSeconds, evidence.id DESC
WITH source, evidence.type AS type, target,
  count(evidence) AS evidenceCount, sum(CASE WHEN evidence.past THEN 1 ELSE 0 END) AS pastCount,
  count(DISTINCT video) AS videoCount, sum(strength) AS thousandths,
  min(video.publishedOn) AS firstSaidOn, max(video.publishedOn) AS lastSaidOn, head(collect(evidence)) AS strongest
RETURN source.id AS source, type, target.id AS target, evidenceCount, pastCount, videoCount, thousandths,
  toString(firstSaidOn) AS firstSaidOn, toString(lastSaidOn) AS lastSaidOn, strongest.id AS quoteId,
  strongest.quote AS quote
