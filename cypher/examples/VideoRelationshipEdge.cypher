// The quotes of one relationship in a video.
MATCH (:Video {id: 'video:videograph-lecun-leaves-meta'})-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
WITH evidence.relationshipId AS relationship, collect(DISTINCT evidence) AS found
WITH {evidence: found} AS this LIMIT 1
