// Deletes segments by id, with all that hangs on them.
// parameters: ids
UNWIND $ids AS id
MATCH (segment:Segment {id: id})
DETACH DELETE segment
