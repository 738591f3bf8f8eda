// Entities and topics whose names begin with one letter: those with exactly this name, and the most important ones.
// mode: read
// parameters: asked, limit, popular
// columns: found
CALL () {
  WITH 1 AS one
  WHERE 'ENTITY' IN $asked.scopes
  MATCH (alias:Alias)
  WHERE alias.searchName = $asked.exact
  MATCH (alias)-[:NAMES]->(entity:Entity)
  WHERE size($asked.kinds) = 0 OR entity.kind IN $asked.kinds
  RETURN 'ENTITY' AS scope, entity.id AS id, 0.0 AS score, entity.mentionCount AS count, alias.name AS name,
    CASE WHEN entity.searchName = $asked.exact THEN 2 ELSE 1 END AS exact
  LIMIT $limit
  UNION ALL
  WITH 1 AS one
  WHERE 'ENTITY' IN $asked.scopes
  CALL () {
    MATCH (entity:Entity)
    WHERE entity.mentionCount >= 0
    WITH entity
    ORDER BY entity.mentionCount DESC
    LIMIT $popular
    WITH entity
    WHERE entity.searchName STARTS WITH $asked.exact AND (size($asked.kinds) = 0 OR entity.kind IN $asked.kinds)
    RETURN entity
    LIMIT $limit
    UNION
    MATCH (entity:Entity)
    WHERE entity.searchName STARTS WITH $asked.exact
    WITH entity
    WHERE size($asked.kinds) = 0 OR entity.kind IN $asked.kinds
    RETURN entity
    LIMIT $limit
  }
  RETURN 'ENTITY' AS scope, entity.id AS id, 1.0 AS score, entity.mentionCount AS count, entity.name AS name, 0 AS exact
  UNION ALL
  WITH 1 AS one
  WHERE 'TOPIC' IN $asked.scopes
  CALL () {
    MATCH (topic:Topic)
    WHERE topic.videoCount >= 0
    WITH topic
    ORDER BY topic.videoCount DESC
    LIMIT $popular
    WITH topic
    WHERE topic.searchName STARTS WITH $asked.exact
    RETURN topic
    LIMIT $limit
    UNION
    MATCH (topic:Topic)
    WHERE topic.searchName STARTS WITH $asked.exact
    RETURN topic
    LIMIT $limit
  }
  RETURN 'TOPIC' AS scope, topic.id AS id, 1.0 AS score, topic.videoCount AS count, null AS name,
    CASE WHEN topic.searchName = $asked.exact THEN 1 ELSE 0 END AS exact
}
RETURN collect([scope, id, score, count, name, exact, null]) AS found
