"""Reads that walk from entity to entity: paths between two, slices of the graph, and the layout of maps."""
