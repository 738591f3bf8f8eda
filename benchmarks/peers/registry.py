"""The peers, in the order of the table."""

import sys
from pathlib import Path
from urllib.parse import quote

from benchmarks.peers.peer import Peer, get
from benchmarks.peers.settings import CACHE_SECONDS, CACHED
from benchmarks.serving import graphql_request

FASTAPI, FASTAPI_CACHED, STRAWBERRY = "fastapi", "fastapi-cached", "strawberry"
PAGE = (Path(__file__).parent / "page.graphql").read_text("utf-8")
"""The operation that Videograph and peers with its schema are asked for. It has no field that the peers lack."""


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.peers.{module}", *arguments]


def _address(video: str, part: str) -> bytes:
    return get(f"/videos/{quote(video, safe=':')}/{part}")


def python_peers() -> list[Peer]:
    """Returns those that the project's environment can run."""
    return [
        Peer(
            FASTAPI,
            "FastAPI by hand",
            _python("fastapi_by_hand"),
            page=lambda video: _address(video, "page"),
            small=lambda video: _address(video, "title"),
        ),
        Peer(
            FASTAPI_CACHED,
            f"FastAPI by hand, cache of {CACHE_SECONDS} s",
            _python("fastapi_by_hand", CACHED),
            page=lambda video: _address(video, "page"),
            gives_again=True,
        ),
        Peer(
            STRAWBERRY,
            "Strawberry with DataLoaders",
            _python("strawberry_loaders"),
            page=lambda video: graphql_request(PAGE, {"by": {"id": video}}),
        ),
    ]
