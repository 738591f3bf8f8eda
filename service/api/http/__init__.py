"""GraphQL over HTTP, the routes beside it, and the pages for readers."""
