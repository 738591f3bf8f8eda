// The segments that support a statement, in playing order.
//
// yields: segment: Segment
// order: segment.index
// within: video
MATCH (this)-[:RESTS_ON]->(segment:Segment)
