"""The memory of the machine, or of the container."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from service import process_memory
from service.actions.extraction import read_ahead
from service.actions.extraction.read_ahead import default_workers

MEGABYTE = 1 << 20


@pytest.mark.parametrize(
    ("limits", "size"),
    [
        ({"memory.max": f"{512 * MEGABYTE}\n"}, 512),
        ({"memory.max": "max\n"}, 2048),
        ({"memory.limit_in_bytes": f"{512 * MEGABYTE}\n"}, 512),
        ({"memory.limit_in_bytes": "9223372036854771712\n"}, 2048),
        ({}, 2048),
    ],
)
def test_the_limit_of_a_container_counts(
    limits: dict[str, str], size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in limits.items():
        (tmp_path / name).write_text(content)
    files = tuple(tmp_path / file.name for file in process_memory._CONTAINER_LIMITS)
    monkeypatch.setattr(process_memory, "_CONTAINER_LIMITS", files)
    monkeypatch.setattr(
        process_memory.psutil, "virtual_memory", lambda: SimpleNamespace(total=2048 * MEGABYTE)
    )

    assert process_memory.machine_memory.__wrapped__() == size * MEGABYTE


@pytest.mark.parametrize(("cores", "gigabytes", "workers"), [(8, 32, 7), (8, 4, 4), (8, 1, 1), (1, 32, 1)])
def test_as_many_processes_extract_as_cores_and_memory_allow(
    cores: int, gigabytes: int, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_ahead.os, "cpu_count", lambda: cores)
    monkeypatch.setattr(read_ahead, "machine_memory", lambda: gigabytes * 1_000_000_000 + 5)

    assert default_workers() == workers
