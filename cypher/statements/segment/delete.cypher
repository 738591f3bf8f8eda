// Deletes segments by id, with all their relationships.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (segment:Segment {id: id})
DETACH DELETE segment
