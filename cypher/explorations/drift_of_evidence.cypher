// Connections whose stored evidence count or videos differ from a recount. There are none unless somebody wrote to the graph by hand.
MATCH (source:Entity)-[relationship]->(target:Entity)
CALL (relationship) {
  MATCH (evidence:Evidence {relationshipId: relationship.id})-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)
  RETURN count(DISTINCT evidence) AS quotes, count(DISTINCT video) AS videos
}
WITH source, relationship, target, quotes, videos
WHERE relationship.evidenceCount <> quotes OR relationship.videoCount <> videos
RETURN source.name AS source, type(relationship) AS type, target.name AS target,
  relationship.evidenceCount AS storedQuotes, quotes, relationship.videoCount AS storedVideos, videos
ORDER BY source, type, target
