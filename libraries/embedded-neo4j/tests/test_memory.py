"""How much memory the embedded Neo4j gets."""

from pathlib import Path

import pytest

from embedded_neo4j import memory
from embedded_neo4j.config import render_config
from embedded_neo4j.errors import CannotStart
from embedded_neo4j.memory import heap_bytes, memory_bytes, page_cache_bytes
from embedded_neo4j.options import Options

MEGABYTE = 1 << 20


@pytest.mark.parametrize(
    ("machine", "heap", "page_cache"),
    [
        (2048, 256, 64),
        (4096, 256, 128),
        (8192, 512, 256),
        (12_000, 750, 375),
        (16_384, 1024, 512),
        (65_536, 1024, 512),
    ],
)
def test_memory_follows_the_machine(
    machine: int, heap: int, page_cache: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "machine_memory", lambda: machine * MEGABYTE + 12_345)

    assert (heap_bytes("auto"), page_cache_bytes("auto")) == (heap * MEGABYTE, page_cache * MEGABYTE)


def test_memory_follows_the_options() -> None:
    given = Options(folder=Path("/nowhere"), heap="2g", page_cache="1G")
    lines = dict(line.split("=", 1) for line in render_config(given, 1, 2).splitlines() if "=" in line)

    assert (heap_bytes(given.heap), page_cache_bytes(given.page_cache)) == (2 << 30, 1 << 30)
    assert lines["server.memory.pagecache.size"] == str(1 << 30)
    assert lines["db.memory.transaction.max"] == str(1 << 30)


@pytest.mark.parametrize(("text", "size"), [("512k", 512 << 10), ("256m", 256 << 20), (" 2G ", 2 << 30)])
def test_memory_sizes(text: str, size: int) -> None:
    assert memory_bytes(text, "X") == size


@pytest.mark.parametrize("text", ["", "256", "256mb", "-1m", "half", "1.5g"])
def test_what_is_no_memory_size_is_refused(text: str) -> None:
    with pytest.raises(CannotStart) as raised:
        heap_bytes(text)
    assert str(raised.value) == (
        f"heap is not a size of memory: {text!r}. Write 512m or 2g, or leave it at auto."
    )
