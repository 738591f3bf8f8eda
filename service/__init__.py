"""Videograph: talks in, an evidenced knowledge graph in Neo4j, one GraphQL API out."""

__version__ = "0.1.0"
