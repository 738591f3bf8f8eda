// Entities that occur only in the latest dated videos, the most mentioned first. Takes the number of videos.
:param videos => 1;
MATCH (video:Video)
WHERE video.publishedOn IS NOT NULL
WITH video ORDER BY video.sortDate DESC, video.id DESC LIMIT toInteger($videos)
WITH collect(video) AS latest
UNWIND latest AS video
MATCH (video)-[:FEATURES]->(entity:Entity)
WHERE NOT EXISTS { MATCH (entity)<-[:FEATURES]-(other:Video) WHERE NOT other IN latest }
WITH DISTINCT entity
RETURN entity.name AS entity, entity.kind AS kind, entity.mentionCount AS mentions,
  entity.relationshipCount AS connections
ORDER BY mentions DESC, entity
LIMIT 25
