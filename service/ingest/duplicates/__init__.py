"""Entities and talks of the graph that may be one and the same."""
