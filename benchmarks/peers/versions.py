"""Names and versions of everything that takes part in a run."""

import platform
from importlib.metadata import version
from pathlib import Path

import psutil

from benchmarks.peers.node_peers import installed_versions
from embedded_neo4j import Server
from service.graph.driver.database import Database

_PACKAGES = (
    "neo4j",
    "neo4j-rust-ext",
    "fastapi",
    "uvicorn",
    "uvloop",
    "httptools",
    "orjson",
    "strawberry-graphql",
)


async def versions(server: Server, node: Path | None) -> str:
    """Returns them in one line. `node`: the folder of the peers on Node.js, if these take part."""
    async with Database.open(server.bolt_uri, server.user, server.password) as database:
        [[neo4j]] = await database.read(
            "CALL dbms.components() YIELD versions RETURN versions[0]", name="version", timeout=60
        )
    memory = psutil.virtual_memory().total / 2**30
    return ", ".join(
        [
            f"{psutil.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory",
            f"Neo4j {neo4j}",
            f"Python {platform.python_version()}",
            *(f"{name} {version(name)}" for name in _PACKAGES),
            *(installed_versions(node) if node else []),
        ]
    )
