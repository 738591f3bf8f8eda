// Whether there is a valid API key.
// mode: read
// parameters: none
// columns: found
RETURN EXISTS { MATCH (key:ApiKey) WHERE key.revokedAt IS NULL AND coalesce(key.expiresAt > datetime(), true) } AS found
