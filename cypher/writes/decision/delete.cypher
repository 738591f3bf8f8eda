// Deletes a correction.
// parameters: id
MATCH (decision:Decision {id: $id})
DELETE decision
