// The segments of the quote, in playing order.
//
// yields: segment: Segment
// order: segment.index
// within: video
MATCH (this)-[:SAID_IN]->(segment:Segment)
