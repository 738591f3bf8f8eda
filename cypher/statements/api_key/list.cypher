// All API keys, the newest first.
// mode: read
// parameters: none
// columns: id, name, scopes, createdAt, expiresAt, revokedAt, lastUsedAt, expired
MATCH (key:ApiKey)
RETURN key.id AS id, key.name AS name, key.scopes AS scopes, toString(key.createdAt) AS createdAt, toString(key.expiresAt) AS expiresAt,
  toString(key.revokedAt) AS revokedAt, toString(key.lastUsedAt) AS lastUsedAt, coalesce(key.expiresAt <= datetime(), false) AS expired
ORDER BY key.createdAt DESC, id
