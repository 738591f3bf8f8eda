"""Whom and what pronouns stand for, and who is "you"."""
