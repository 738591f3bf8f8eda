"""What every peer in a process of its own is told, and how it says that it is ready."""

import os
import socket

import neo4j
import uvicorn

READY = "ready on port "
"""What a peer prints, before its port."""
CACHED = "cached"
"""Argument of a peer that keeps its answers with the cache that its users would take."""
CACHE_SECONDS = 60
"""For which the cache of the endpoint by hand keeps an answer."""


def open_driver() -> neo4j.AsyncDriver:
    """Returns a driver for the Neo4j that the environment names. Nothing is sent yet."""
    login = os.environ["PEER_NEO4J_USER"], os.environ["PEER_NEO4J_PASSWORD"]
    return neo4j.AsyncGraphDatabase.driver(os.environ["PEER_NEO4J_URI"], auth=login)


def run(app: object) -> None:
    """Serves an ASGI app on a free port of this machine, as quickly as uvicorn can, until it is told to stop."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    config = uvicorn.Config(
        app,  # pyright: ignore[reportArgumentType]
        loop="uvloop",
        http="httptools",
        lifespan="off",
        access_log=False,
        log_level="warning",
    )
    print(f"{READY}{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(config).run(sockets=[listener])
