// The video in which the name is said.
//
// yields: video: Video
WITH startNode(this) AS segment
MATCH (segment)<-[:HAS_SEGMENT]-(video:Video)
