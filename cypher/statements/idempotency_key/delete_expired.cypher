// Deletes keys that are older than seven days: this one, and some others.
// mode: write
// parameters: id
CALL () {
  MATCH (key:IdempotencyKey)
  WHERE key.createdAt < datetime() - duration('P7D')
  RETURN key
  ORDER BY key.id
  LIMIT 100
  UNION
  MATCH (key:IdempotencyKey {id: $id})
  WHERE key.createdAt < datetime() - duration('P7D')
  RETURN key
}
DELETE key
