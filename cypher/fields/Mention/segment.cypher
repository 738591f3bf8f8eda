// The segment of a mention.
//
// yields: segment: Segment
WITH startNode(this) AS segment
