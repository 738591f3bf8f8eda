"""Imports files, folders, talks and decisions, and extracts talks again."""
