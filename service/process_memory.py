"""The memory that this process may use; a leaf module."""

import resource
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import psutil

_MEGABYTE = 1_000_000
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


def limit_memory(megabytes: int) -> None:
    """Has requests for more memory fail, with a MemoryError. Linux counts what can be written to, without files that are only mapped;
    other systems count all addresses, or nothing."""
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _, most = resource.getrlimit(kind)
    with suppress(OSError, ValueError):  # the system allows less already, or has no such limit
        resource.setrlimit(kind, (megabytes * _MEGABYTE, most))
