"""Writes a document into the graph: its rows, locks, changes and projections."""
