// Objects that videos share with others, which must be locked before they are changed.
// mode: read
// parameters: ids
// columns: channels, topics, entities
MATCH (video:Video)
WHERE video.id IN $ids
CALL (video) {
  MATCH (channel:Channel)-[:PUBLISHED]->(video)
  RETURN collect(channel.id) AS published
}
CALL (video) {
  MATCH (video)-[:DISCUSSES]->(topic:Topic)
  RETURN collect(topic.id) AS discussed
}
CALL (video) {
  MATCH (video)-[:FEATURES]->(entity:Entity)
  RETURN collect(entity.id) AS featured
}
RETURN published AS channels, discussed AS topics, featured AS entities
