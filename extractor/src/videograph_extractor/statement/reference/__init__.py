"""Resolves pronouns, and "you"."""
