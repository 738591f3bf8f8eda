// Deletes speakers by id.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (speaker:Speaker {id: id})
DETACH DELETE speaker
