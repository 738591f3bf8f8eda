// The result of a mutation: a quote of the demo.
MATCH (evidence:Evidence)-[:SUBJECT]->(subject:Entity)
MATCH (evidence)-[:OBJECT]->(object:Entity)
MATCH (evidence)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)
WITH evidence, subject, object, video LIMIT 1
WITH {videoId: video.id, sourceId: subject.id, targetId: object.id, decisionIds: ['decision:none'], evidenceId: evidence.id} AS this
