"""A killed process has its ports for a moment longer than its command line."""

from typing import Any

import psutil
import pytest

from embedded_neo4j import process
from embedded_neo4j.process import wait_for_exit


class Exiting:
    """A process at its end: some looks later it is a zombie."""

    def __init__(self, looks: int, command: list[str]) -> None:
        self.looks, self.command = looks, command

    def __call__(self, _: int) -> "Exiting":
        return self

    def is_running(self) -> bool:
        return True

    def status(self) -> str:
        self.looks -= 1
        return psutil.STATUS_RUNNING if self.looks >= 0 else psutil.STATUS_ZOMBIE

    def cmdline(self) -> list[str]:
        return self.command


@pytest.mark.parametrize(
    ("looks", "command", "left"),
    [
        (5, [], -1),  # until it is a zombie
        (5, ["another", "program"], 4),  # the pid is of something else: nothing to wait for
    ],
)
def test_a_killed_process_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, looks: int, command: list[str], left: int
) -> None:
    monkeypatch.setattr(process, "_POLL_SECONDS", 0.0)
    exiting: Any = Exiting(looks, command)
    monkeypatch.setattr(psutil, "Process", exiting)

    wait_for_exit(1)

    assert exiting.looks == left


def test_a_process_that_is_gone_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(pid: int) -> None:
        raise psutil.NoSuchProcess(pid)

    monkeypatch.setattr(psutil, "Process", gone)

    wait_for_exit(1)
