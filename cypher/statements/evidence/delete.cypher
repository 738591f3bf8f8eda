// Deletes quotes by id.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (evidence:Evidence {id: id})
DETACH DELETE evidence
