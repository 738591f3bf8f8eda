"""Formats of captions: cues with a start and an end."""
