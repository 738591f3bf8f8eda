"""Runs planned operations: one statement for each root field."""
