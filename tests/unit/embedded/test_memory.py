"""How much memory the embedded Neo4j gets."""

import pytest

from service.embedded import memory
from service.embedded.config import render_config
from service.embedded.memory import heap_bytes, memory_bytes, page_cache_bytes
from service.errors import SetupError
from service.settings import Settings

MEGABYTE = 1 << 20


def settings(**values: str) -> Settings:
    return Settings.model_validate(values)


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

    assert (heap_bytes(settings()), page_cache_bytes(settings())) == (heap * MEGABYTE, page_cache * MEGABYTE)


def test_memory_follows_the_settings() -> None:
    given = settings(neo4j_heap="2g", neo4j_page_cache="1G")
    lines = dict(line.split("=", 1) for line in render_config(given, 1, 2).splitlines() if "=" in line)

    assert (heap_bytes(given), page_cache_bytes(given)) == (2 << 30, 1 << 30)
    assert lines["server.memory.pagecache.size"] == str(1 << 30)
    assert lines["db.memory.transaction.max"] == str(1 << 30)


@pytest.mark.parametrize(("text", "size"), [("512k", 512 << 10), ("256m", 256 << 20), (" 2G ", 2 << 30)])
def test_memory_sizes(text: str, size: int) -> None:
    assert memory_bytes(text, "X") == size


@pytest.mark.parametrize("text", ["", "256", "256mb", "-1m", "half", "1.5g"])
def test_what_is_no_memory_size_is_refused(text: str) -> None:
    with pytest.raises(SetupError) as raised:
        heap_bytes(settings(neo4j_heap=text))
    assert raised.value.message == (
        f"VIDEOGRAPH_NEO4J_HEAP is not a size of memory: {text!r}. Write 512m or 2g, or leave it at auto."
    )
