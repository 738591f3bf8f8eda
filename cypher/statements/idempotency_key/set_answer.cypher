// Stores the answer of a request that was carried out in this transaction.
// mode: write
// parameters: id, answer
MATCH (key:IdempotencyKey {id: $id})
SET key.answer = $answer
