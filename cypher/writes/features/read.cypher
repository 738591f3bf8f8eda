// The entities of a video.
// parameters: video
// columns: entity, mentionCount, firstSeconds, salience, sortDate, name, description, url
MATCH (:Video {id: $video})-[features:FEATURES]->(entity:Entity)
RETURN entity.id AS entity, features.mentionCount AS mentionCount, features.firstSeconds AS firstSeconds,
  features.salience AS salience, toString(features.sortDate) AS sortDate, features.name AS name,
  features.description AS description, features.url AS url
