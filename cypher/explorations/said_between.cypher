// Statements of the talks between two days, the latest talk first.
:param from => date('2025-01-01');
:param until => date('2025-12-31');
MATCH (video:Video)
WHERE video.publishedOn >= $from AND video.publishedOn <= $until
MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
WHERE evidence.type <> 'MENTIONED_WITH'
MATCH (evidence)-[:SUBJECT]->(source:Entity), (evidence)-[:OBJECT]->(target:Entity)
WITH DISTINCT video, evidence, source, target
RETURN video.publishedOn AS day, source.name AS source, evidence.type AS type, target.name AS target, evidence.quote AS quote
ORDER BY day DESC, video.id, evidence.startSeconds, source, target
LIMIT 100
