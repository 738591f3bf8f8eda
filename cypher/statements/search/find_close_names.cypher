// Entities, topics and channels whose names differ in one letter from the typed text: the first `bound` of each index.
// mode: read
// parameters: asked, bound
// columns: found
CALL () {
  WITH 1 AS one
  WHERE 'ENTITY' IN $asked.scopes
  CALL db.index.fulltext.queryNodes('alias_names', $asked.close, {limit: $bound}) YIELD node AS alias
  MATCH (alias)-[:NAMES]->(entity:Entity)
  RETURN 'ENTITY' AS scope, entity.id AS id, alias.name AS name, entity.mentionCount AS count
  UNION ALL
  WITH 1 AS one
  WHERE 'TOPIC' IN $asked.scopes
  CALL db.index.fulltext.queryNodes('topic_names', $asked.close, {limit: $bound}) YIELD node AS topic
  RETURN 'TOPIC' AS scope, topic.id AS id, topic.name AS name, topic.videoCount AS count
  UNION ALL
  WITH 1 AS one
  WHERE 'CHANNEL' IN $asked.scopes
  CALL db.index.fulltext.queryNodes('channel_names', $asked.close, {limit: $bound}) YIELD node AS channel
  RETURN 'CHANNEL' AS scope, channel.id AS id, channel.name AS name, COUNT { (channel)-[:PUBLISHED]->() } AS count
}
RETURN collect([scope, id, name, count]) AS found
