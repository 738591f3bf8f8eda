// The key, without its secret part.
//
// yields: apiKey: ApiKey
MATCH (apiKey:ApiKey)
WHERE apiKey.id = this.apiKeyId
