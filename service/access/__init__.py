"""Who may do what: scopes, API keys, tokens, and who sends a request. Knows nothing of HTTP and of GraphQL."""
