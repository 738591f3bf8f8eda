// One API key by the id that its text contains.
// mode: read
// parameters: id
// columns: hash, name, scopes, expiresAt, revoked
MATCH (key:ApiKey {id: $id})
WITH key, key.expiresAt AS expires
RETURN key.hash AS hash, key.name AS name, key.scopes AS scopes, expires.epochMillis / 1000.0 AS expiresAt, key.revokedAt IS NOT NULL AS revoked
