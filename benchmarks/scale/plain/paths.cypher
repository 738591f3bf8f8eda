// The shortest paths between two entities, three at most, each hop with its best evidence.
MATCH (source:Entity {id: $source}), (target:Entity {id: $target})
MATCH path = allShortestPaths((source)-[:TYPES*..6]-(target))
WITH path
LIMIT 3
CALL (path) {
  UNWIND relationships(path) AS step
  CALL (step) {
    MATCH (evidence:Evidence {relationshipId: step.id})-[:SAID_IN]->(segment:Segment)<-[:HAS_SEGMENT]-(video:Video)
    WITH evidence, segment, video
    ORDER BY evidence.confidence DESC, evidence.id
    LIMIT 1
    OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(speaker:Speaker)
    RETURN [evidence.quote, evidence.startSeconds, video.id, video.title, speaker.label] AS best
  }
  RETURN collect([step.id, type(step), best]) AS hops
}
RETURN [node IN nodes(path) | [node.id, node.name, node.kind]], hops
