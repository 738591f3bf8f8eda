// Entities of a video that are often mentioned but have no stated connection: an extractor may have missed some. Takes a part of the title.
:param piece => 'Package Relay';
MATCH (video:Video)-[features:FEATURES]->(entity:Entity)
WHERE video.searchTitle CONTAINS toLower($piece) AND entity.relationshipCount = 0
RETURN entity.name AS entity, entity.kind AS kind, features.mentionCount AS mentions,
  toInteger(features.firstSeconds) AS firstSecond
ORDER BY mentions DESC, entity
LIMIT 25
