// Stores an API key by its hash. An existing key with this id is not changed. `hash` is the stored one.
// mode: write
// parameters: id, hash, name, scopes, expiresAt
// columns: hash
MERGE (key:ApiKey {id: $id})
ON CREATE SET key.hash = $hash, key.name = $name, key.scopes = $scopes, key.createdAt = datetime(), key.expiresAt = datetime($expiresAt)
RETURN key.hash AS hash
