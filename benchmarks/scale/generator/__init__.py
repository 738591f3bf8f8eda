"""Generates the archive: its words, names and talks."""
