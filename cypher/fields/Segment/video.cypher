// The video that the segment belongs to.
//
// yields: video: Video
MATCH (this)<-[:HAS_SEGMENT]-(video:Video)
