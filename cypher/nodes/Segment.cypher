// A segment by its id.
//
// yields: segment: Segment
// texts: segment.text
MATCH (segment:Segment)
WHERE segment.id IN $ids
