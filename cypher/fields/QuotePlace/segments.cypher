// The segments of the place, in playing order.
//
// yields: segment: Segment
// order: segment.index
MATCH (segment:Segment)
WHERE segment.id IN this.segmentIds
