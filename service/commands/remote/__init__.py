"""Commands on a distant Videograph: the HTTP client, and the actions that it runs there through the GraphQL API."""
