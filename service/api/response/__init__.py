"""Converts records to the response."""
