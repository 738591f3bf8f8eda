"""A real Neo4j as a child process of Python: `with Server(folder) as server: server.driver()`."""

from embedded_neo4j.errors import (
    CannotStart,
    DiskFull,
    EmbeddedNeo4jError,
    Panicked,
    PortInUse,
    Stopped,
    Unavailable,
)
from embedded_neo4j.options import Report, silent
from embedded_neo4j.server import Server, ServerStatus, status, stop_server
from embedded_neo4j.startup import is_panic

__version__ = "0.1.0"

__all__ = [
    "CannotStart",
    "DiskFull",
    "EmbeddedNeo4jError",
    "Panicked",
    "PortInUse",
    "Report",
    "Server",
    "ServerStatus",
    "Stopped",
    "Unavailable",
    "is_panic",
    "silent",
    "status",
    "stop_server",
]
