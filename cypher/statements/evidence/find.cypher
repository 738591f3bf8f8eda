// The video of a piece of evidence, its connection and both ends.
// mode: read
// parameters: id
// columns: id, video, relationship, subject, object
MATCH (evidence:Evidence {id: $id})-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)
WITH DISTINCT evidence, video
MATCH (evidence)-[:SUBJECT]->(subject:Entity)
MATCH (evidence)-[:OBJECT]->(object:Entity)
RETURN evidence.id AS id, video.id AS video, evidence.relationshipId AS relationship, subject.id AS subject, object.id AS object
