"""Merges and separates entities, and undoes both."""
