// For the first `words` words that occur nowhere in the requested scopes: names and texts with a similar word, the best `limit` of each scope, and of each property of summaries. A count below 0 belongs to a text that is not a name. If transcripts are searched, chapters and summaries are not.
// mode: read
// parameters: asked, limit, words
// columns: found
UNWIND $asked.words AS word
CALL (word) {
  CALL (word) {
    WITH word
    WHERE 'ENTITY' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('alias_names', word.names, {limit: 1}) YIELD node
    RETURN node
    UNION ALL
    WITH word
    WHERE 'TOPIC' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('topic_names', word.names, {limit: 1}) YIELD node
    RETURN node
    UNION ALL
    WITH word
    WHERE 'TRANSCRIPT' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('segment_texts', word.prose, {limit: 1}) YIELD node
    RETURN node
    UNION ALL
    WITH word
    WHERE 'VIDEO' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('video_titles', word.prose, {limit: 1}) YIELD node
    RETURN node
    UNION ALL
    WITH word
    WHERE 'CHAPTER' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('chapter_titles', word.prose, {limit: 1}) YIELD node
    RETURN node
    UNION ALL
    WITH word
    WHERE 'SUMMARY' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('summary_texts', word.prose, {limit: 1}) YIELD node
    RETURN node
  }
  WITH node
  LIMIT 1
  RETURN count(node) AS there
}
WITH word
WHERE there = 0
WITH word
ORDER BY word.number
LIMIT $words
CALL (word) {
  CALL (word) {
    WITH word
    WHERE 'ENTITY' IN $asked.scopes OR NOT 'TOPIC' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('alias_names', word.likeNames, {limit: $limit}) YIELD node AS alias
    MATCH (alias)-[:NAMES]->(entity:Entity)
    WHERE size($asked.kinds) = 0 OR entity.kind IN $asked.kinds
    RETURN alias.name AS text, entity.mentionCount AS count
    UNION ALL
    WITH word
    WHERE 'TOPIC' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('topic_names', word.likeNames, {limit: $limit}) YIELD node AS topic
    RETURN topic.name AS text, topic.videoCount AS count
    UNION ALL
    WITH word
    WHERE word.likeProse <> '' AND 'VIDEO' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('video_titles', word.likeTitles, {limit: $limit}) YIELD node AS video
    RETURN video.title AS text, -1 AS count
    UNION ALL
    WITH word
    WHERE word.likeProse <> '' AND 'CHAPTER' IN $asked.scopes AND NOT 'TRANSCRIPT' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('chapter_titles', word.likeProse, {limit: $limit}) YIELD node AS chapter
    RETURN chapter.title AS text, -1 AS count
    UNION ALL
    WITH word
    WHERE 'SUMMARY' IN $asked.scopes AND NOT 'TRANSCRIPT' IN $asked.scopes
    UNWIND word.likeSummaries AS like
    CALL db.index.fulltext.queryNodes('summary_texts', like, {limit: $limit}) YIELD node AS part
    RETURN coalesce(part.summary, part.heading, part.text) AS text, -1 AS count
    UNION ALL
    WITH word
    WHERE word.likeProse <> '' AND 'TRANSCRIPT' IN $asked.scopes
    CALL db.index.fulltext.queryNodes('segment_texts', word.likeProse, {limit: $limit}) YIELD node AS segment
    RETURN segment.text AS text, -1 AS count
  }
  RETURN collect([text, count]) AS likes
}
RETURN collect([word.number, likes]) AS found
