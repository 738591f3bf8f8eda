"""Search and suggestions over the full-text indexes: what is found, in which order, and the text to show for it.

`words` reads what a user typed, `ranking` puts hits of several indexes in one order, `snippets` cuts the text to show,
`find` and `suggest` ask Neo4j. What a hit is in GraphQL is the engine's business.
"""
