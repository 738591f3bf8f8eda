// Entities that turn up in the latest so many videos and in none before, most mentioned first.
:param videos => 1;
MATCH (video:Video)
WITH video ORDER BY video.sortDate DESC, video.id DESC LIMIT toInteger($videos)
WITH collect(video) AS latest
UNWIND latest AS video
MATCH (video)-[:FEATURES]->(entity:Entity)
WHERE NOT EXISTS { MATCH (entity)<-[:FEATURES]-(before:Video) WHERE NOT before IN latest }
WITH DISTINCT entity
RETURN entity.name AS entity, entity.kind AS kind, entity.mentionCount AS mentions,
  entity.relationshipCount AS connections
ORDER BY mentions DESC, entity
LIMIT 25
