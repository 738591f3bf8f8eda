"""Reads that walk from entity to entity: paths between two, slices of the map, and where to draw what."""
