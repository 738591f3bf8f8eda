"""The memory that this process may use; a leaf module."""

import resource
import sys
from contextlib import suppress

_MEGABYTE = 1_000_000


def limit_memory(megabytes: int) -> None:
    """Has requests for more memory fail, with a MemoryError. Linux counts what can be written to, without files that are only mapped;
    other systems count all addresses, or nothing."""
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _, most = resource.getrlimit(kind)
    with suppress(OSError, ValueError):  # the system allows less already, or has no such limit
        resource.setrlimit(kind, (megabytes * _MEGABYTE, most))
