// The key of an earlier request, not older than seven days.
// mode: read
// parameters: id
// columns: input, answer
MATCH (key:IdempotencyKey {id: $id})
WHERE key.createdAt >= datetime() - duration('P7D') AND key.answer IS NOT NULL
RETURN key.input AS input, key.answer AS answer
