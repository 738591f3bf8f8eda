// Talks that share the most entities with a talk, and which. Takes a part of the title.
:param piece => 'Package Relay';
MATCH (video:Video)-[:FEATURES]->(entity:Entity)<-[:FEATURES]-(other:Video)
WHERE video.searchTitle CONTAINS toLower($piece) AND other <> video
WITH video, other, entity ORDER BY entity.videoCount, entity.name
WITH video, other, count(entity) AS shared, collect(entity.name)[..5] AS rarest
RETURN video.title AS title, other.title AS other, shared, rarest
ORDER BY title, shared DESC, other
