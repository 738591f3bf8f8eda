// The latest segments about a topic that mention an entity.
MATCH (entity:Entity {id: $entity})<-[:MENTIONS]-(segment:Segment)
WHERE EXISTS { (segment)-[:ABOUT]->(:Topic {id: $topic}) }
WITH DISTINCT segment
MATCH (segment)<-[:HAS_SEGMENT]-(video:Video)
RETURN segment.id, segment.text, segment.startSeconds, video.id, video.title
ORDER BY video.sortDate DESC, video.id, segment.index
LIMIT 20
