"""How much memory a server gets: what its options say, or a part of what the machine has."""

import re
from contextlib import suppress
from functools import cache
from pathlib import Path

import psutil

from embedded_neo4j.errors import CannotStart

_AUTO = "auto"
_MEGABYTE = 1 << 20
_CONTAINER_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),  # version 1 of Linux's control groups
)


@cache
def machine_memory() -> int:
    """Returns the bytes of the machine, or of the container if that may use less."""
    most: int = psutil.virtual_memory().total
    for file in _CONTAINER_LIMITS:
        with suppress(OSError, ValueError):  # there is no such file, or it says "max"
            most = min(most, int(file.read_text(encoding="ascii")))
    return most


def heap_bytes(heap: str) -> int:
    """Returns the size of the Java heap.

    Neo4j keeps 1,000 plans, which take about 0.3 MB each: with 256 MB it forgets plans that are still used.

    Raises: CannotStart: the option is not a size.
    """
    return _bytes(heap, "heap", 16, 256 * _MEGABYTE, 1024 * _MEGABYTE)


def page_cache_bytes(page_cache: str) -> int:
    """Returns the size of the page cache.

    Raises: CannotStart: the option is not a size.
    """
    return _bytes(page_cache, "page_cache", 32, 64 * _MEGABYTE, 512 * _MEGABYTE)


def memory_bytes(text: str, option: str) -> int:
    """Returns the bytes of `512m` or `2g`.

    Raises: CannotStart: the text is not a size.
    """
    match = re.fullmatch(r"(\d+)([kmg])", text.strip().lower())
    if match is None:
        raise CannotStart(
            f"{option} is not a size of memory: {text!r}. Write 512m or 2g, or leave it at auto.",
            option=option,
        )
    return int(match[1]) << {"k": 10, "m": 20, "g": 30}[match[2]]


def _bytes(text: str, option: str, share: int, least: int, most: int) -> int:
    if text.strip().lower() != _AUTO:
        return memory_bytes(text, option)
    # In whole megabytes, so that neo4j.conf is the same at each start.
    return min(most, max(least, machine_memory() // share)) // _MEGABYTE * _MEGABYTE
