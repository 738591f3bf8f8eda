// What the full-text indexes find where the `where` of a search says: as `candidates`, the best `limit` of each scope that fulfill its conditions, which `within.py` puts in the place of each `true` with a comment.
// parameters: asked, limit
// columns: found
CALL () {
  WITH 1 AS one
  WHERE 'ENTITY' IN $asked.scopes
  MATCH (alias:Alias)
  WHERE alias.searchName = $asked.exact
  MATCH (alias)-[:NAMES]->(entity:Entity)
  WHERE (size($asked.kinds) = 0 OR entity.kind IN $asked.kinds) AND true /* entity */
  RETURN 'ENTITY' AS scope, entity.id AS id, 0.0 AS score, entity.mentionCount AS count, alias.name AS name,
    CASE WHEN entity.searchName = $asked.exact THEN 2 ELSE 1 END AS exact, null AS texts
  LIMIT $limit
  UNION ALL
  WITH 1 AS one
  WHERE 'ENTITY' IN $asked.scopes AND $asked.names <> ''
  CALL db.index.fulltext.queryNodes('alias_names', $asked.names) YIELD node AS alias, score
  WHERE all(sign IN $asked.signs WHERE alias.searchName CONTAINS sign)
  MATCH (alias)-[:NAMES]->(entity:Entity)
  WHERE (size($asked.kinds) = 0 OR entity.kind IN $asked.kinds) AND true /* entity */
  RETURN 'ENTITY' AS scope, entity.id AS id, score, entity.mentionCount AS count, alias.name AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [entity.name, entity.description] END AS texts
  LIMIT $limit
  UNION ALL
  WITH 1 AS one
  WHERE 'TOPIC' IN $asked.scopes
  MATCH (topic:Topic)
  WHERE topic.searchName = $asked.exact AND true /* topic */
  RETURN 'TOPIC' AS scope, topic.id AS id, 0.0 AS score, topic.videoCount AS count, null AS name, 1 AS exact, null AS texts
  LIMIT $limit
  UNION ALL
  WITH 1 AS one
  WHERE 'TOPIC' IN $asked.scopes AND $asked.names <> ''
  CALL db.index.fulltext.queryNodes('topic_names', $asked.names) YIELD node AS topic, score
  WHERE all(sign IN $asked.signs WHERE topic.searchName CONTAINS sign) AND true /* topic */
  RETURN 'TOPIC' AS scope, topic.id AS id, score, topic.videoCount AS count, null AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [topic.name] END AS texts
  LIMIT $limit
  UNION ALL
  WITH 1 AS one
  WHERE 'VIDEO' IN $asked.scopes AND $asked.prose <> ''
  CALL db.index.fulltext.queryNodes('video_titles', $asked.prose) YIELD node AS video, score
  WHERE all(sign IN $asked.signs WHERE (video.searchTitle + ' ' + coalesce(video.searchDescription, '')) CONTAINS sign)
  WITH video, video AS place, score
  WHERE true /* place */
  RETURN 'VIDEO' AS scope, video.id AS id, score, 0 AS count, null AS name, 0 AS exact, [video.title, video.description] AS texts
  LIMIT $limit
  UNION ALL
  WITH 1 AS one
  WHERE 'CHAPTER' IN $asked.scopes AND $asked.prose <> ''
  CALL db.index.fulltext.queryNodes('chapter_titles', $asked.prose) YIELD node AS chapter, score
  WHERE all(sign IN $asked.signs WHERE chapter.searchTitle CONTAINS sign)
  MATCH (chapter)<-[:HAS_CHAPTER]-(video:Video)
  WITH chapter, video, video AS place, score
  WHERE true /* place */
  RETURN 'CHAPTER' AS scope, chapter.id AS id, score, 0 AS count, null AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [chapter.title] END AS texts
  LIMIT $limit
  UNION ALL
  WITH 1 AS one
  WHERE 'SUMMARY' IN $asked.scopes AND $asked.prose <> ''
  CALL db.index.fulltext.queryNodes('summary_texts', $asked.prose) YIELD node AS part, score
  WHERE all(sign IN $asked.signs WHERE coalesce(part.searchSummary, part.searchHeading, part.searchText) CONTAINS sign)
  MATCH (part)<-[:HAS_SECTION|HAS_BULLET*0..2]-(video:Video)
  WITH part, video, video AS place, score
  WHERE true /* place */
  RETURN 'SUMMARY' AS scope, part.id AS id, score, 0 AS count, null AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [coalesce(part.summary, part.heading, part.text)] END AS texts
  LIMIT $limit
  UNION ALL
  WITH 1 AS one
  WHERE 'TRANSCRIPT' IN $asked.scopes AND $asked.prose <> ''
  CALL db.index.fulltext.queryNodes('segment_texts', $asked.prose) YIELD node AS segment, score
  WHERE all(sign IN $asked.signs WHERE segment.searchText CONTAINS sign)
  MATCH (segment)<-[:HAS_SEGMENT]-(video:Video)
  WITH segment, video, segment AS place, score
  WHERE true /* place */
  RETURN 'TRANSCRIPT' AS scope, segment.id AS id, score, 0 AS count, null AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [segment.text] END AS texts
  LIMIT $limit
}
RETURN collect([scope, id, score, count, name, exact, texts]) AS found
