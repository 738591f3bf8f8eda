"""Imports files, folders, talks and decisions."""
