"""Connections to Neo4j: the pool, access modes, time limits, and errors in our own words."""
