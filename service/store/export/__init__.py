"""Exports the graph as documents."""
