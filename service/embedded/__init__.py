"""The embedded Neo4j: its jars, Java, home folder, process, start and stop."""
