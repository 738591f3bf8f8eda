// The video in which it is said.
//
// yields: video: Video
MATCH (this)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)
