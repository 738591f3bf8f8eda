// The video of a piece of evidence.
// mode: read
// parameters: id
// columns: id, video
MATCH (evidence:Evidence {id: $id})-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)
RETURN DISTINCT evidence.id AS id, video.id AS video
