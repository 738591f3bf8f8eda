// Ids of the connections that have evidence in videos.
// mode: read
// parameters: ids
// columns: id
UNWIND $ids AS video
MATCH (:Video {id: video})-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
RETURN DISTINCT evidence.relationshipId AS id
