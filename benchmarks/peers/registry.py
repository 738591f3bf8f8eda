"""The peers, in the order of the table."""

import sys
from urllib.parse import quote

from benchmarks.peers.peer import Peer, get

FASTAPI = "fastapi"
LIBRARY = {"yoga": "@neo4j/graphql with yoga", "apollo": "@neo4j/graphql with Apollo"}


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.peers.{module}"]


def _address(video: str, part: str) -> bytes:
    return get(f"/videos/{quote(video, safe=':')}/{part}")


def python_peers() -> list[Peer]:
    """Those that the project's environment can run."""
    return [
        Peer(
            FASTAPI,
            "FastAPI by hand",
            _python("fastapi_by_hand"),
            page=lambda video: _address(video, "page"),
            small=lambda video: _address(video, "title"),
        ),
    ]
