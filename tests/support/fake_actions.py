"""Actions that answer with given reports, for tests of how commands read their options and what they print."""

import asyncio
import shlex
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import pytest

from service.commands.terminal import actions
from support.command_runner import run


class FakeActions:
    """Stands for the graph: keeps what commands ask, and answers it.

    Attributes:
        reports: name of an action → its report; an error is raised; a list of what a stream gives; a function gets the request.
        asked: name and request of each action that ran.
        by: who decides, as the command was told.
        reason: why, as the command was told.
    """

    def __init__(self) -> None:
        self.reports: dict[str, Any] = {}
        self.asked: list[tuple[Any, ...]] = []
        self.by: str | None = None
        self.reason: str | None = None

    async def run(self, action: Callable[..., Any], /, *arguments: object) -> Any:
        return self._report(action.__name__, arguments)

    async def stream(self, action: Callable[..., Any], /, *arguments: object) -> AsyncGenerator[Any]:
        for one in self._report(action.__name__, arguments):
            if isinstance(one, Exception):
                raise one
            yield one

    def _report(self, name: str, arguments: tuple[object, ...]) -> Any:
        self.asked.append((name, *arguments))
        report = self.reports[name]
        if callable(report):
            report = report(*arguments)
        if isinstance(report, Exception):
            raise report
        return report


def fake_actions(monkeypatch: pytest.MonkeyPatch) -> FakeActions:
    """Returns the actions that commands of this test run, without a graph."""
    fake = FakeActions()

    def with_graph(work: Callable[[Any], Awaitable[Any]], *, by: str | None = None) -> Any:
        async def run() -> Any:
            return await work(None)

        fake.by = by
        return asyncio.run(run())

    def local_actions(_: object, reason: str | None) -> FakeActions:
        fake.reason = reason
        return fake

    monkeypatch.delenv("VIDEOGRAPH_SERVER", raising=False)
    monkeypatch.setattr(actions, "with_graph", with_graph)
    monkeypatch.setattr(actions, "LocalActions", local_actions)
    return fake


def printed_lines(command: str) -> list[str]:
    """Returns the lines that a command prints, which must succeed and say nothing else."""
    result = run(*shlex.split(command))
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()
