// Dates and quotes of connections from all their evidence, if their first, last or best evidence was removed.
// mode: read
// parameters: ids
// columns: id, firstSaidOn, lastSaidOn, quoteId, quote, confidence
UNWIND $ids AS id
CALL (id) {
  MATCH (evidence:Evidence {relationshipId: id})
  WITH evidence
  ORDER BY toInteger(floor(coalesce(evidence.confidence, 1.0) * 1000 + 0.5)) DESC, evidence.startSeconds, evidence.id DESC
  LIMIT 1
  RETURN evidence.id AS quoteId, evidence.quote AS quote, evidence.confidence AS confidence
}
CALL (id) {
  MATCH (:Evidence {relationshipId: id})-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)
  RETURN min(video.publishedOn) AS firstSaidOn, max(video.publishedOn) AS lastSaidOn
}
RETURN id, toString(firstSaidOn) AS firstSaidOn, toString(lastSaidOn) AS lastSaidOn, quoteId, quote, confidence
