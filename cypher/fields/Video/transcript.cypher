// Segments of a video, in playing order.
//
// yields: segment: Segment
// order: segment.index
// use: SegmentWhere
MATCH (this)-[:HAS_SEGMENT]->(segment:Segment)
