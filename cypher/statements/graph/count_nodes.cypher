// Numbers of nodes and relationships, from Neo4j's own counters.
// mode: read
// parameters: none
// columns: videos, segments, entities, topics, aliases, evidence, speakers, channels
RETURN
  COUNT { (:Video) } AS videos,
  COUNT { (:Segment) } AS segments,
  COUNT { (:Entity) } AS entities,
  COUNT { (:Topic) } AS topics,
  COUNT { (:Alias) } AS aliases,
  COUNT { (:Evidence) } AS evidence,
  COUNT { (:Speaker) } AS speakers,
  COUNT { (:Channel) } AS channels
