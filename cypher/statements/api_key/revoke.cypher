// Revokes API keys by id or by name. A key that was revoked earlier keeps that time.
// mode: write
// parameters: key
// columns: id, name, revokedAt
MATCH (key:ApiKey)
WHERE key.id = $key OR key.name = $key AND key.revokedAt IS NULL
SET key.revokedAt = coalesce(key.revokedAt, datetime())
RETURN key.id AS id, key.name AS name, toString(key.revokedAt) AS revokedAt
ORDER BY id
