// The video that the segment is from.
//
// yields: video: Video
MATCH (this)<-[:HAS_SEGMENT]-(video:Video)
