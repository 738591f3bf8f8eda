// All API keys, the newest first, with those that were revoked or have expired.
//
// yields: apiKey: ApiKey
// order: apiKey.createdAt DESC
MATCH (apiKey:ApiKey)
