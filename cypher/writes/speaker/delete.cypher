// Deletes speakers by id.
// parameters: ids
UNWIND $ids AS id
MATCH (speaker:Speaker {id: id})
DETACH DELETE speaker
