"""Measurements that anybody can run again: `make bench`. Ratios out of one interleaved run, not absolute times."""
