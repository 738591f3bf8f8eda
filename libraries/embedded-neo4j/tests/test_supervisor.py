"""The supervisor's pauses before it restarts Neo4j, and its log."""

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from unittest.mock import Mock

import pytest

from embedded_neo4j.launch import Recipe
from embedded_neo4j.supervisor import Supervisor, pause_before


def test_pauses_grow_up_to_a_quarter_of_a_minute() -> None:
    assert [pause_before(start) for start in range(1, 9)] == [0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0]


def test_a_fault_that_lasts_is_logged_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looks: list[Path] = []
    enough = threading.Event()

    def fail(home: Path) -> bool:
        if home != Path("deleted"):  # that of another test's server
            return False
        looks.append(home)
        if len(looks) == 4:
            enough.set()
        raise FileNotFoundError("deleted")

    monkeypatch.setattr("embedded_neo4j.supervisor.POLL_SECONDS", 0.001)
    monkeypatch.setattr("embedded_neo4j.supervisor.is_full", fail)

    supervisor = Supervisor(cast(Recipe, SimpleNamespace(home=Path("deleted"))), Mock(), Mock(), None)
    assert enough.wait(10)
    supervisor.stop()

    assert [record.message for record in caplog.records] == [
        "The supervisor of Neo4j failed. It tries again."
    ]
