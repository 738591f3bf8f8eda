"""Finds names in the text, and their right capitals."""
