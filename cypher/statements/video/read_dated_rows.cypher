// What has the date of a video: its quotes, as far as their connections need them, and the ids of its entities.
// mode: read
// parameters: video
// columns: quotes, entities
MATCH (video:Video {id: $video})
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
  WITH DISTINCT evidence
  MATCH (evidence)-[:SUBJECT]->(subject:Entity)
  MATCH (evidence)-[:OBJECT]->(object:Entity)
  RETURN collect({
    id: evidence.id, type: evidence.type, relationshipId: evidence.relationshipId, quote: evidence.quote,
    confidence: evidence.confidence, startSeconds: evidence.startSeconds, past: evidence.past, subject: subject.id, object: object.id
  }) AS quotes
}
RETURN quotes, COLLECT {
  MATCH (video)-[:FEATURES]->(entity:Entity)
  RETURN entity.id AS id
} AS entities
