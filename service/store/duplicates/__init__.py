"""Finds entities and talks of the graph that may be the same."""
