// Segments of a video, in playing order.
//
// yields: segment: Segment
// order: segment.index
// use: SegmentWhere
// total: COUNT { (this)-[:HAS_SEGMENT]->() }
// within: video
MATCH (this)-[:HAS_SEGMENT]->(segment)
