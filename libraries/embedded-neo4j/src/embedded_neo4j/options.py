"""What can be chosen for a server; a leaf module."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path

CACHE_VARIABLE = "EMBEDDED_NEO4J_CACHE"

type Report = Callable[[str], None]
"""Gets a line now and then while something takes its time."""


def silent(_line: str) -> None:
    pass


def default_cache() -> Path:
    """Returns the folder for downloads: that of EMBEDDED_NEO4J_CACHE, or one in the user's cache."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else user_cache_path("embedded-neo4j")


def whole_path(folder: str | os.PathLike[str]) -> Path:
    return Path(folder).expanduser().resolve()


@dataclass(frozen=True, kw_only=True)
class Options:
    """The options of a `Server`, which describes them. `folder` is absolute."""

    folder: Path
    cache: Path = field(default_factory=default_cache)
    database: str = "neo4j"
    bolt_port: int = 0
    http_port: int = 0
    heap: str = "auto"
    page_cache: str = "auto"
    config: Mapping[str, str] = field(default_factory=dict[str, str])
    java_options: Sequence[str] = ()
    quick: bool = False
    detached: bool = False
