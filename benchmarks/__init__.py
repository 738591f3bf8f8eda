"""Repeatable measurements: `make bench`. They give ratios from one interleaved run, not absolute times."""
