"""How a command ends on a signal."""

import asyncio
import signal
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import typer
import uvicorn
from typer.testing import CliRunner

from service.commands.terminal.base import Commands

LOOPS = [asyncio.new_event_loop, uvicorn.Config("").get_loop_factory()]


@pytest.fixture
def ignored_interrupt() -> Iterator[None]:
    """As a shell has it for what a script starts with &."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("loop_factory", LOOPS, ids=["asyncio", "uvloop"])
@pytest.mark.usefixtures("ignored_interrupt")
@pytest.mark.posix
def test_a_signal_during_a_finalizer_ends_the_work(loop_factory: Callable[[], Any]) -> None:
    ended: list[str] = []
    app = typer.Typer(cls=Commands)

    class Thing:
        pass

    async def work() -> None:
        thing = Thing()
        # Python ignores what is raised in here.
        noticed = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGTERM))
        del thing
        assert noticed() is None
        try:
            async with asyncio.timeout(30):
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.append("put away")
            raise

    @app.command()
    def wait() -> None:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            runner.run(work())

    @app.callback()
    def commands() -> None:
        pass  # with one command alone, Typer would not make a group

    result = CliRunner().invoke(app, ["wait"])

    assert (result.exit_code, ended) == (130, ["put away"])
