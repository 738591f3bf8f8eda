"""Work that a process repeats until it ends."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from service.errors import VideographError

_log = logging.getLogger("videograph")


async def run_every(seconds: float, work: Callable[[], Awaitable[object]], failure: str) -> None:
    """Runs `work` now, and again after each pause of so many seconds, until it is cancelled. An expected fault is logged after the
    words `failure`, and the work is tried again after the pause."""
    while True:
        try:
            await work()
        except VideographError as error:
            _log.warning("%s: %s", failure, error.message)
        await asyncio.sleep(seconds)
