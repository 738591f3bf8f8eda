"""Search and suggestions over the full-text indexes: the hits, their order, and their snippets.

`words` parses the typed text, `ranking` orders hits of several indexes, `snippets` cuts texts, `find` and `suggest`
query Neo4j. The engine converts hits to GraphQL.
"""
