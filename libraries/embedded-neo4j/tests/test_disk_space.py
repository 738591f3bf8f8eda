"""When a disk counts as full, and what is said of it."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from embedded_neo4j.disk_space import (
    disk_full,
    forget_full,
    free_bytes,
    is_full,
    mount_point,
    note_full,
    was_full,
)


def disk(
    monkeypatch: pytest.MonkeyPatch, *, megabytes: int, free: int, files: int = 1000, left: int = 10
) -> None:
    found = SimpleNamespace(f_frsize=1 << 20, f_blocks=megabytes, f_bavail=free, f_files=files, f_favail=left)
    monkeypatch.setattr(os, "statvfs", lambda _folder: found)


@pytest.mark.parametrize(
    ("megabytes", "free", "full"),
    [(100_000, 15, True), (100_000, 16, False), (60, 2, True), (60, 3, False), (60, 0, True)],
)
def test_a_disk_is_full_below_16_mb_or_a_twentieth(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, megabytes: int, free: int, full: bool
) -> None:
    disk(monkeypatch, megabytes=megabytes, free=free)

    assert is_full(tmp_path) is full


def test_without_room_for_another_file_nothing_is_free(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    disk(monkeypatch, megabytes=1000, free=500, left=0)

    assert free_bytes(tmp_path) == 0
    assert is_full(tmp_path)


def test_the_message_says_how_much_is_free_and_where_to_people_at_the_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    disk(monkeypatch, megabytes=1000, free=1)

    error = disk_full(tmp_path)
    assert error.public == (
        "The disk of the server is full: Neo4j cannot write. It continues within half a minute once there is space."
    )
    assert str(error) == (
        f"The disk is full: Neo4j cannot write in {tmp_path} (1.0 MB free on {mount_point(tmp_path)}). "
        "Free some space there; a running server continues within half a minute."
    )


def test_a_home_remembers_that_its_disk_was_full(tmp_path: Path) -> None:
    assert not was_full(tmp_path)
    note_full(tmp_path)
    assert was_full(tmp_path)
    forget_full(tmp_path)
    forget_full(tmp_path)
    assert not was_full(tmp_path)
