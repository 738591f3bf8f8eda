"""Reads and extracts talks in separate processes, in advance."""
