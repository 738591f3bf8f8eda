// Deletes a correction.
// mode: write
// parameters: id
MATCH (decision:Decision {id: $id})
DELETE decision
