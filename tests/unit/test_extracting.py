"""Workers that die while others still have something to give."""

import asyncio
import multiprocessing
import os
import signal
from contextlib import aclosing
from pathlib import Path

from service.commands.extracting import read_ahead
from service.commands.reading import Reading, Refusal


async def _read_all(files: list[Path]) -> list[Reading | Refusal]:
    """With the worker killed, and its pool broken, after the first file, when the next ones are asked for."""
    found: list[Reading | Refusal] = []
    async with aclosing(read_ahead(files, "offline", None, 1)) as readings:
        async for reading in readings:
            found.append(reading)
            if len(found) == 1:
                await asyncio.to_thread(_kill_workers)
    return found


def _kill_workers() -> None:
    for child in multiprocessing.active_children():
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()


def test_a_pool_that_breaks_between_two_files_costs_nothing(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.vtt" for name in "abcdef"]
    for file in files:
        file.write_text("nothing that is a transcript")

    found = asyncio.run(_read_all(files))

    shown = [one.message.partition(": ")[0] for one in found if isinstance(one, Refusal)]
    assert shown == [str(file) for file in files]
    assert [one.message for one in found if isinstance(one, Refusal) and "twice" in one.message] == []
