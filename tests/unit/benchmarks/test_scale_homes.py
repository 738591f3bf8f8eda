"""The mark of an archive: which files it is made by."""

import re
from typing import Any

import pytest

from benchmarks.scale import homes


def test_an_archive_has_the_version_of_all_that_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = homes.Path.read_bytes

    def noted(file: Any) -> bytes:
        read.append(file.name)
        return original(file)

    monkeypatch.setattr(homes.Path, "read_bytes", noted)
    version = homes._version()  # pyright: ignore[reportPrivateUsage]

    assert re.fullmatch(r"[0-9a-f]{32}", version)
    assert {
        "archive.py",
        "cast.py",
        "segments.py",
        "words.py",
        "load.py",
        "batches.py",
        "sums.py",
        "versions.py",
    } <= set(read)
