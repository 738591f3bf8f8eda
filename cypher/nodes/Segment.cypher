// A segment by its id.
//
// yields: segment: Segment
// shows: segment.text
MATCH (segment:Segment)
WHERE segment.id IN $ids
