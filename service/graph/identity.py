"""Which graph the settings mean, and what may be asked of it, as one word: by it a command knows that what serves already answers as it would itself."""

import hashlib
import json
import socket
import uuid
from dataclasses import astuple
from pathlib import Path

import service
from service.graph.server.home import home_folder
from service.settings import Settings

_BOOT = Path("/proc/sys/kernel/random/boot_id")


def identity(settings: Settings) -> str | None:
    """Equal for two processes of one machine whose answers are the same; None where there is no graph yet.

    Nothing can be read out of it: it is a hash, over a number that nobody outside this machine knows (on Linux).
    """
    graph = _graph(settings)
    if graph is None:
        return None
    limits = [*astuple(settings.limits), settings.query_timeout, settings.planning_timeout]
    told = [service.__version__, _machine(), graph, settings.neo4j_database, limits]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def _graph(settings: Settings) -> list[str | int] | None:
    if settings.neo4j_uri is not None:
        return [settings.neo4j_uri, settings.neo4j_user]
    home = home_folder(settings)
    try:
        found = home.stat()
    except OSError:
        return None
    # A container may have another folder at the same path.
    return [str(home), found.st_dev, found.st_ino]


def _machine() -> list[str | int]:
    """A container has a host name of its own, and in it the address of a Neo4j may mean another."""
    try:
        boot = _BOOT.read_text(encoding="ascii")
    except OSError:  # not on Linux
        boot = str(uuid.getnode())
    return [socket.gethostname(), boot]
