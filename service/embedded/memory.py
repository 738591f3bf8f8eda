"""How much memory the embedded Neo4j gets: what the settings say, or a part of what the machine has."""

import re

from service.errors import SetupError
from service.process_memory import machine_memory
from service.settings import Settings

_AUTO = "auto"
_MEGABYTE = 1 << 20


def heap_bytes(settings: Settings) -> int:
    """Returns the size of the Java heap.

    Neo4j keeps 1,000 plans, which take about 0.3 MB each: with 256 MB it forgets plans that are still used.

    Raises: SetupError: the setting is not a size.
    """
    return _bytes(settings.neo4j_heap, "VIDEOGRAPH_NEO4J_HEAP", 16, 256 * _MEGABYTE, 1024 * _MEGABYTE)


def page_cache_bytes(settings: Settings) -> int:
    """Returns the size of the page cache.

    Raises: SetupError: the setting is not a size.
    """
    return _bytes(
        settings.neo4j_page_cache, "VIDEOGRAPH_NEO4J_PAGE_CACHE", 32, 64 * _MEGABYTE, 512 * _MEGABYTE
    )


def memory_bytes(text: str, variable: str) -> int:
    """Returns the bytes of `512m` or `2g`.

    Raises: SetupError: the text is not a size.
    """
    match = re.fullmatch(r"(\d+)([kmg])", text.strip().lower())
    if match is None:
        raise SetupError(
            f"{variable} is not a size of memory: {text!r}. Write 512m or 2g, or leave it at auto."
        )
    return int(match[1]) << {"k": 10, "m": 20, "g": 30}[match[2]]


def _bytes(text: str, variable: str, share: int, least: int, most: int) -> int:
    if text.strip().lower() != _AUTO:
        return memory_bytes(text, variable)
    # In whole megabytes, so that neo4j.conf is the same at each start.
    return min(most, max(least, machine_memory() // share)) // _MEGABYTE * _MEGABYTE
