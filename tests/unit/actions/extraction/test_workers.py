"""Processes that extract: one that does not end is killed, and the memory of each is limited."""

import asyncio
import signal
from functools import partial

import pytest

from service.actions.extraction import workers
from service.actions.extraction.workers import Workers
from support.backend import SECONDS
from support.stubborn_work import ignore_the_end, take_memory

pytestmark = pytest.mark.anyio


async def test_a_process_that_ignores_sigterm_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_GRACE", 0.1)
    begun = asyncio.Event()

    def heard(place: int, stage: str, share: float) -> None:
        if stage == "stubborn":
            begun.set()

    pool = Workers(1, asyncio.get_running_loop(), heard)
    pool.run(1, ignore_the_end)
    async with asyncio.timeout(SECONDS):
        await begun.wait()
    [process] = (pool._executor._processes or {}).values()  # pyright: ignore[reportPrivateUsage]
    pool.stop()
    await asyncio.to_thread(process.join, SECONDS)

    assert process.exitcode == -signal.SIGKILL


async def test_a_process_has_no_more_memory_than_is_allowed() -> None:
    pool = Workers(1, asyncio.get_running_loop(), lambda *_: None, memory=1000)
    try:
        assert await asyncio.wrap_future(pool.run(1, partial(take_memory, 200_000_000))) == 200_000_000
        with pytest.raises(MemoryError):
            await asyncio.wrap_future(pool.run(2, partial(take_memory, 1_000_000_000)))
    finally:
        pool.stop()
