// What a job imports.
// mode: read
// parameters: id
// columns: request, content
MATCH (input:JobInput {id: $id})
RETURN input.request AS request, input.content AS content
