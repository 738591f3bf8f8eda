// Notes that an API key is in use, unless that was noted less than so many seconds ago: by this process or by another one.
// parameters: id, seconds
MATCH (key:ApiKey {id: $id})
WHERE key.lastUsedAt IS NULL OR key.lastUsedAt < datetime() - duration({seconds: $seconds})
SET key.lastUsedAt = datetime()
