// The best of four full-text indexes, without counts.
CALL () {
  CALL db.index.fulltext.queryNodes('segment_texts', $query, {limit: 20}) YIELD node, score
  MATCH (node)<-[:HAS_SEGMENT]-(video:Video)
  RETURN node.id AS id, node.text AS text, video.id AS video, score
  UNION ALL
  CALL db.index.fulltext.queryNodes('video_titles', $query, {limit: 20}) YIELD node, score
  RETURN node.id AS id, node.title AS text, node.id AS video, score
  UNION ALL
  CALL db.index.fulltext.queryNodes('alias_names', $query, {limit: 20}) YIELD node, score
  MATCH (node)-[:NAMES]->(entity:Entity)
  RETURN entity.id AS id, entity.name AS text, null AS video, score
  UNION ALL
  CALL db.index.fulltext.queryNodes('topic_names', $query, {limit: 20}) YIELD node, score
  RETURN node.id AS id, node.name AS text, null AS video, score
}
RETURN id, text, video, score
ORDER BY score DESC, id
LIMIT 10
