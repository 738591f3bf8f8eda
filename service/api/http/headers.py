"""Response headers that several routes send."""

NO_SNIFFING = {"x-content-type-options": "nosniff"}
"""Browsers must use the media type of an answer and not guess another."""
