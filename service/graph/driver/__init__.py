"""Connections to Neo4j: the pool, access modes, time limits, and the conversion of errors."""
