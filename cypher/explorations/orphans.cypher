// Entities that are mentioned often and of which nothing is stated: what an extractor may have missed. In a title.
:param piece => 'Package Relay';
MATCH (video:Video)-[features:FEATURES]->(entity:Entity)
WHERE video.searchTitle CONTAINS toLower($piece) AND entity.relationshipCount = 0
RETURN entity.name AS entity, entity.kind AS kind, features.mentionCount AS mentions,
  toInteger(features.firstSeconds) AS firstSecond
ORDER BY mentions DESC, entity
LIMIT 25
