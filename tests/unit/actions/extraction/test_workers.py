"""Processes that extract: one that does not end is killed, and the memory of each is limited."""

import asyncio
import multiprocessing
import signal
from functools import partial

import pytest

from service.actions.extraction import workers
from service.actions.extraction.workers import Workers
from support.backend import SECONDS
from support.stubborn_work import ignore_the_end, take_memory

pytestmark = [pytest.mark.anyio, pytest.mark.posix]


async def test_a_process_that_ignores_sigterm_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_GRACE", 0.1)
    begun = asyncio.Event()

    def hear(stage: str, share: float) -> None:
        if stage == "stubborn":
            begun.set()

    pool = Workers(1)
    pool.run(ignore_the_end, hear)
    async with asyncio.timeout(SECONDS):
        await begun.wait()
    [process] = multiprocessing.active_children()
    pool.stop()
    async with asyncio.timeout(SECONDS):
        # The pool's own threads wait for it too, and who comes second is not told how it ended before the first has noted it.
        while process.exitcode is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    assert process.exitcode == -signal.SIGKILL


async def test_a_process_has_no_more_memory_than_is_allowed() -> None:
    pool = Workers(1, memory=1000)
    hear = lambda *_: None  # noqa: E731
    try:
        assert await asyncio.wrap_future(pool.run(partial(take_memory, 200_000_000), hear)) == 200_000_000
        with pytest.raises(MemoryError):
            await asyncio.wrap_future(pool.run(partial(take_memory, 1_000_000_000), hear))
    finally:
        pool.stop()
