// What a job imports, without the words or the sound themselves. No row if its input is deleted.
// mode: read
// parameters: id
// columns: request
MATCH (input:JobInput {id: $id})
RETURN input.request AS request
