// Entities, topics, videos and channels whose names begin with the prefix: the first `bound` of each index, and for a short prefix those among the `popular` most important. Each has the matching name and its importance.
// mode: read
// parameters: asked, bound, popular
// columns: found
CALL () {
  WITH 1 AS one
  WHERE 'ENTITY' IN $asked.scopes
  CALL () {
    WITH 1 AS arm
    WHERE $asked.text <> ''
    MATCH (alias:Alias)
    WHERE alias.searchName STARTS WITH $asked.text
    RETURN alias
    LIMIT $bound
    UNION
    WITH 1 AS arm
    WHERE $asked.begun <> ''
    CALL db.index.fulltext.queryNodes('alias_names', $asked.begun, {limit: $bound}) YIELD node AS alias
    RETURN alias
  }
  MATCH (alias)-[:NAMES]->(entity:Entity)
  RETURN 'ENTITY' AS scope, entity.id AS id, alias.name AS name, entity.mentionCount AS count
  UNION ALL
  WITH 1 AS one
  WHERE 'ENTITY' IN $asked.scopes
  MATCH (entity:Entity)
  WHERE entity.mentionCount >= 0
  WITH entity
  ORDER BY entity.mentionCount DESC
  LIMIT $popular
  WITH entity
  WHERE entity.searchName STARTS WITH $asked.text OR entity.searchName CONTAINS ' ' + $asked.text
  RETURN 'ENTITY' AS scope, entity.id AS id, entity.name AS name, entity.mentionCount AS count
  UNION ALL
  WITH 1 AS one
  WHERE 'TOPIC' IN $asked.scopes
  CALL () {
    WITH 1 AS arm
    WHERE $asked.text <> ''
    MATCH (topic:Topic)
    WHERE topic.searchName STARTS WITH $asked.text
    RETURN topic
    LIMIT $bound
    UNION
    WITH 1 AS arm
    WHERE $asked.begun <> ''
    CALL db.index.fulltext.queryNodes('topic_names', $asked.begun, {limit: $bound}) YIELD node AS topic
    RETURN topic
    UNION
    MATCH (topic:Topic)
    WHERE topic.videoCount >= 0
    WITH topic
    ORDER BY topic.videoCount DESC
    LIMIT $popular
    WITH topic
    WHERE topic.searchName STARTS WITH $asked.text OR topic.searchName CONTAINS ' ' + $asked.text
    RETURN topic
  }
  RETURN 'TOPIC' AS scope, topic.id AS id, topic.name AS name, topic.videoCount AS count
  UNION ALL
  WITH 1 AS one
  WHERE 'VIDEO' IN $asked.scopes
  CALL () {
    WITH 1 AS arm
    WHERE $asked.text <> ''
    MATCH (video:Video)
    WHERE video.searchTitle STARTS WITH $asked.text
    RETURN video
    LIMIT $bound
    UNION
    WITH 1 AS arm
    WHERE $asked.longest <> ''
    MATCH (video:Video)
    WHERE video.searchTitle CONTAINS $asked.longest
    WITH video
    WHERE all(word IN $asked.words WHERE video.searchTitle CONTAINS word)
    RETURN video
    LIMIT $bound
    UNION
    MATCH (video:Video)
    WHERE video.sortDate IS NOT NULL
    WITH video
    ORDER BY video.sortDate DESC
    LIMIT $popular
    WITH video
    WHERE video.searchTitle STARTS WITH $asked.text OR video.searchTitle CONTAINS ' ' + $asked.text
    RETURN video
  }
  RETURN 'VIDEO' AS scope, video.id AS id, video.title AS name, 0 AS count
  UNION ALL
  WITH 1 AS one
  WHERE 'CHANNEL' IN $asked.scopes AND $asked.first <> ''
  CALL db.index.fulltext.queryNodes('channel_names', $asked.first, {limit: $bound}) YIELD node AS channel
  RETURN 'CHANNEL' AS scope, channel.id AS id, channel.name AS name, COUNT { (channel)-[:PUBLISHED]->() } AS count
}
RETURN collect([scope, id, name, count]) AS found
