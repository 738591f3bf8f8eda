// Hits of the full-text indexes: the best `limit` of each requested scope, and the entities and topics with exactly this name. Includes their texts if requested, and those of videos.
// mode: read
// parameters: asked, limit
// columns: found
CALL () {
  WITH 1 AS one
  WHERE 'ENTITY' IN $asked.scopes
  MATCH (alias:Alias)
  WHERE alias.searchName = $asked.exact
  MATCH (alias)-[:NAMES]->(entity:Entity)
  WHERE size($asked.kinds) = 0 OR entity.kind IN $asked.kinds
  RETURN 'ENTITY' AS scope, entity.id AS id, 0.0 AS score, entity.mentionCount AS count, alias.name AS name,
    CASE WHEN entity.searchName = $asked.exact THEN 2 ELSE 1 END AS exact, null AS texts
  LIMIT $limit
  UNION ALL
  WITH 1 AS one
  WHERE 'ENTITY' IN $asked.scopes AND $asked.names <> ''
  CALL db.index.fulltext.queryNodes('alias_names', $asked.names, {limit: $limit}) YIELD node AS alias, score
  MATCH (alias)-[:NAMES]->(entity:Entity)
  WHERE (size($asked.kinds) = 0 OR entity.kind IN $asked.kinds) AND all(sign IN $asked.signs WHERE alias.searchName CONTAINS sign)
  RETURN 'ENTITY' AS scope, entity.id AS id, score, entity.mentionCount AS count, alias.name AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [entity.name, entity.description] END AS texts
  UNION ALL
  WITH 1 AS one
  WHERE 'TOPIC' IN $asked.scopes
  MATCH (topic:Topic)
  WHERE topic.searchName = $asked.exact
  RETURN 'TOPIC' AS scope, topic.id AS id, 0.0 AS score, topic.videoCount AS count, null AS name, 1 AS exact, null AS texts
  LIMIT $limit
  UNION ALL
  WITH 1 AS one
  WHERE 'TOPIC' IN $asked.scopes AND $asked.names <> ''
  CALL db.index.fulltext.queryNodes('topic_names', $asked.names, {limit: $limit}) YIELD node AS topic, score
  WHERE all(sign IN $asked.signs WHERE topic.searchName CONTAINS sign)
  RETURN 'TOPIC' AS scope, topic.id AS id, score, topic.videoCount AS count, null AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [topic.name] END AS texts
  UNION ALL
  WITH 1 AS one
  WHERE 'VIDEO' IN $asked.scopes AND $asked.prose <> ''
  CALL db.index.fulltext.queryNodes('video_titles', $asked.prose, {limit: $limit}) YIELD node AS video, score
  WHERE all(sign IN $asked.signs WHERE (video.searchTitle + ' ' + coalesce(video.searchDescription, '')) CONTAINS sign)
  RETURN 'VIDEO' AS scope, video.id AS id, score, 0 AS count, null AS name, 0 AS exact, [video.title, video.description] AS texts
  UNION ALL
  WITH 1 AS one
  WHERE 'CHAPTER' IN $asked.scopes AND $asked.prose <> ''
  CALL db.index.fulltext.queryNodes('chapter_titles', $asked.prose, {limit: $limit}) YIELD node AS chapter, score
  WHERE all(sign IN $asked.signs WHERE chapter.searchTitle CONTAINS sign)
  RETURN 'CHAPTER' AS scope, chapter.id AS id, score, 0 AS count, null AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [chapter.title] END AS texts
  UNION ALL
  WITH 1 AS one
  WHERE 'SUMMARY' IN $asked.scopes AND $asked.prose <> ''
  CALL db.index.fulltext.queryNodes('summary_texts', $asked.prose, {limit: $limit}) YIELD node AS part, score
  WHERE all(sign IN $asked.signs WHERE coalesce(part.searchSummary, part.searchHeading, part.searchText) CONTAINS sign)
  RETURN 'SUMMARY' AS scope, part.id AS id, score, 0 AS count, null AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [coalesce(part.summary, part.heading, part.text)] END AS texts
  UNION ALL
  WITH 1 AS one
  WHERE 'TRANSCRIPT' IN $asked.scopes AND $asked.prose <> ''
  CALL db.index.fulltext.queryNodes('segment_texts', $asked.prose, {limit: $limit}) YIELD node AS segment, score
  WHERE all(sign IN $asked.signs WHERE segment.searchText CONTAINS sign)
  RETURN 'TRANSCRIPT' AS scope, segment.id AS id, score, 0 AS count, null AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [segment.text] END AS texts
}
RETURN collect([scope, id, score, count, name, exact, texts]) AS found
