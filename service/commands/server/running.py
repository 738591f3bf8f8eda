"""Finds and queries the running Videograph at the address of the settings."""

import json
from collections.abc import Mapping
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any, cast

import orjson

from service.errors import GraphUnavailable

if TYPE_CHECKING:
    from service.settings import Settings

_PROBE_SECONDS, _PROBE_BYTES = 2, 1000
"""Limits for the time and size of answers from the port."""


def find_videograph(settings: "Settings") -> str | None:
    """Returns the address of the running server, if it is Videograph."""
    return None if _health(settings) is None else url_of(settings.host, settings.port)


def ask_videograph(settings: "Settings", request: Mapping[str, Any]) -> dict[str, Any] | None:
    """What it answers to a GraphQL request.

    Returns None if no server runs, or if it serves another graph or has other limits.
    """
    from service.graph.identity import identity

    health = _health(settings)
    graph = identity(settings)
    if health is None or graph is None or health.get("graph") != graph:
        return None
    headers = {"content-type": "application/json", "accept": "application/json"}
    # How long an answer may take is the server's business.
    with closing(_connect(settings, None)) as connection:
        try:
            connection.request("POST", "/graphql", json.dumps(request), headers)
            response = connection.getresponse()
            told = cast("dict[str, Any]", orjson.loads(response.read()))
        except (OSError, HTTPException, orjson.JSONDecodeError):
            return None
    if response.status != HTTPStatus.OK or _has_lost_neo4j(told):
        return None
    return told


def url_of(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def _health(settings: "Settings") -> dict[str, Any] | None:
    """What it says of itself; None where nothing listens, or something else."""
    with closing(_connect(settings, _PROBE_SECONDS)) as connection:
        try:
            connection.request("GET", "/healthz")
            told = orjson.loads(connection.getresponse().read(_PROBE_BYTES))
        except (OSError, HTTPException, orjson.JSONDecodeError):
            return None
    health = cast("dict[str, Any]", told) if isinstance(told, dict) else {}
    return health if health.get("service") == "videograph" else None


def _connect(settings: "Settings", timeout: float | None) -> HTTPConnection:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    # Not by urllib, which would ask a proxy of the environment.
    return HTTPConnection(host, settings.port, timeout=timeout)


def _has_lost_neo4j(told: dict[str, Any]) -> bool:
    codes = [error.get("extensions", {}).get("code") for error in told.get("errors", [])]
    return GraphUnavailable.code in codes
