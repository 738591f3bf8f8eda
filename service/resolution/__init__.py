"""Resolves the names of a document to entities of the graph."""
