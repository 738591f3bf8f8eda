"""Connections to Neo4j: the pool, access modes, time limits, and the conversion of errors."""

import service.neo4j_driver  # noqa: F401  # pyright: ignore[reportUnusedImport]  (before the modules here import the driver)
