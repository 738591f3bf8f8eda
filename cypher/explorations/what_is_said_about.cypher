// What is said about an entity, in which words and when. Takes any name or alias.
:param name => 'Yann LeCun';
MATCH (:Alias {searchName: toLower($name)})-[:NAMES]->(entity:Entity)
MATCH (entity)<-[:SUBJECT|OBJECT]-(evidence:Evidence)
WHERE evidence.type <> 'MENTIONED_WITH'
MATCH (evidence)-[:SUBJECT]->(subject:Entity), (evidence)-[:OBJECT]->(object:Entity)
MATCH (evidence)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)
WITH DISTINCT subject, evidence, object, video
RETURN subject.name AS subject, evidence.type AS type, object.name AS object, evidence.quote AS quote,
  video.title AS title, evidence.startSeconds AS seconds
ORDER BY video.publishedOn, video.id, seconds
