// Deletes the node of an uploaded file.
// mode: write
// parameters: id
MATCH (upload:Upload {id: $id})
DELETE upload
