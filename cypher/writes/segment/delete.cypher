// Deletes segments by id, with all their relationships.
// parameters: ids
UNWIND $ids AS id
MATCH (segment:Segment {id: id})
DETACH DELETE segment
