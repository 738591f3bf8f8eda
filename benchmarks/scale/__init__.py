"""Generates an archive of any size from a seed, and measures each kind of read on it."""
