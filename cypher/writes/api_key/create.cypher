// Keeps an API key by its hash; one that is there by this id stays as it is. `hash` is the one that is kept.
// parameters: id, hash, name, scopes, expiresAt
// columns: hash
MERGE (key:ApiKey {id: $id})
ON CREATE SET key.hash = $hash, key.name = $name, key.scopes = $scopes, key.createdAt = datetime(), key.expiresAt = datetime($expiresAt)
RETURN key.hash AS hash
