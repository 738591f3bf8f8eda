"""Detects code pages, and the contents of packed files."""
