// A segment by its id.
//
// yields: segment: Segment
MATCH (segment:Segment)
WHERE segment.id IN $ids
