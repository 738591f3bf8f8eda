// Creates the key of a request, or finds it. `answer` is missing if the request was not carried out yet.
// mode: write
// parameters: id, input
// columns: input, answer
MERGE (key:IdempotencyKey {id: $id})
ON CREATE SET key.input = $input, key.createdAt = datetime()
RETURN key.input AS input, key.answer AS answer
