"""Reads .cypher files as fragments, and composes a tree of fields into one statement."""
