"""Imports that are accepted at once and done later: a queue in the graph, and workers that survive any death of their process."""
