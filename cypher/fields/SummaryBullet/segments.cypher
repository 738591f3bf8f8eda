// The moments that a statement rests on, in playing order.
//
// yields: segment: Segment
// order: segment.index
MATCH (this)-[:RESTS_ON]->(segment:Segment)
