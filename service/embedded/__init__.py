"""The embedded Neo4j: its jars, Java, home folder, process, start and stop."""

import service.neo4j_driver  # noqa: F401 - before the modules here import the driver
