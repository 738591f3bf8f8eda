"""Fingerprint of the graph and the limits. A command compares it with a running server's before using that server."""

import hashlib
import json
import socket
import uuid
from dataclasses import astuple
from pathlib import Path

import service
from service.settings import Settings

_BOOT = Path("/proc/sys/kernel/random/boot_id")


def identity(settings: Settings) -> str | None:
    """Returns a fingerprint that is equal for two processes of one machine with the same answers; None if there is no
    graph yet.

    It reveals nothing: it is a hash over a number that only this machine knows (on Linux).
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
    home = settings.home.expanduser().resolve()
    try:
        found = home.stat()
    except OSError:
        return None
    # In a container, the same path may be another folder.
    return [str(home), found.st_dev, found.st_ino]


def _machine() -> list[str | int]:
    """A container has its own host name, and the same address may lead to another Neo4j."""
    try:
        boot = _BOOT.read_text(encoding="ascii")
    except OSError:  # not on Linux
        boot = str(uuid.getnode())
    return [socket.gethostname(), boot]
