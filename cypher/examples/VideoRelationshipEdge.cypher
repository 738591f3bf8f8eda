// The quotes of one relationship in a video.
MATCH (video:Video {id: 'video:videograph-lecun-leaves-meta'})-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
MATCH (evidence)-[:SUBJECT]->(subject:Entity), (evidence)-[:OBJECT]->(object:Entity)
WITH video, subject, object, evidence.relationshipId AS relationship, collect(DISTINCT evidence) AS found
WITH {evidence: found, video: video, source: subject, target: object} AS this LIMIT 1
