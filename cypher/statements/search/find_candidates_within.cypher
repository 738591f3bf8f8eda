// Hits of the full-text indexes that match the `where` of a search: like `candidates`, the best `limit` of each scope. `within.py` replaces each `true` that has a comment by conditions. The video in the id of a hit excludes most other hits before their video is read (`talks`, unless there are many).
// mode: read
// parameters: asked, limit
// columns: found
CALL () {
  CALL () {
    WITH 1 AS one
    WHERE 'ENTITY' IN $asked.scopes
    MATCH (alias:Alias)
    WHERE alias.searchName = $asked.exact
    RETURN alias, 0.0 AS score, true AS whole
    UNION ALL
    WITH 1 AS one
    WHERE 'ENTITY' IN $asked.scopes AND $asked.names <> ''
    CALL db.index.fulltext.queryNodes('alias_names', $asked.names) YIELD node AS alias, score
    WHERE all(sign IN $asked.signs WHERE alias.searchName CONTAINS sign)
    RETURN alias, score, false AS whole
  }
  MATCH (alias)-[:NAMES]->(entity:Entity)
  WHERE (size($asked.kinds) = 0 OR entity.kind IN $asked.kinds) AND true /* entity */
  RETURN 'ENTITY' AS scope, entity.id AS id, score, entity.mentionCount AS count, alias.name AS name,
    CASE WHEN NOT whole THEN 0 WHEN entity.searchName = $asked.exact THEN 2 ELSE 1 END AS exact,
    CASE WHEN $asked.texts THEN [entity.name, entity.description] END AS texts
  LIMIT $limit
  UNION ALL
  CALL () {
    WITH 1 AS one
    WHERE 'TOPIC' IN $asked.scopes
    MATCH (topic:Topic)
    WHERE topic.searchName = $asked.exact
    RETURN topic, 0.0 AS score, 1 AS exact
    UNION ALL
    WITH 1 AS one
    WHERE 'TOPIC' IN $asked.scopes AND $asked.names <> ''
    CALL db.index.fulltext.queryNodes('topic_names', $asked.names) YIELD node AS topic, score
    WHERE all(sign IN $asked.signs WHERE topic.searchName CONTAINS sign)
    RETURN topic, score, 0 AS exact
  }
  WITH topic, score, exact
  WHERE true /* topic */
  RETURN 'TOPIC' AS scope, topic.id AS id, score, topic.videoCount AS count, null AS name, exact,
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
  WITH chapter, score
  WHERE $asked.talks IS NULL OR split(substring(chapter.id, size(split(chapter.id, ':')[0]) + 1), '#')[0] IN $asked.talks
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
  WITH part, score
  WHERE $asked.talks IS NULL OR split(substring(part.id, size(split(part.id, ':')[0]) + 1), '#')[0] IN $asked.talks
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
  WITH segment, score
  WHERE $asked.talks IS NULL OR split(substring(segment.id, size(split(segment.id, ':')[0]) + 1), '#')[0] IN $asked.talks
  MATCH (segment)<-[:HAS_SEGMENT]-(video:Video)
  WITH segment, video, segment AS place, score
  WHERE true /* place */
  RETURN 'TRANSCRIPT' AS scope, segment.id AS id, score, 0 AS count, null AS name, 0 AS exact,
    CASE WHEN $asked.texts THEN [segment.text] END AS texts
  LIMIT $limit
}
RETURN collect([scope, id, score, count, name, exact, texts]) AS found
