// Records the use of an API key, unless this or another process recorded it less than `seconds` ago.
// mode: write
// parameters: id, seconds
MATCH (key:ApiKey {id: $id})
WHERE key.lastUsedAt IS NULL OR key.lastUsedAt < datetime() - duration({seconds: $seconds})
SET key.lastUsedAt = datetime()
