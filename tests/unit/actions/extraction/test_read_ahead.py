"""Workers that die while others still have something to give."""

import asyncio
import multiprocessing
import os
import signal
import time
from contextlib import aclosing
from pathlib import Path

import pytest

from service.actions.extraction.make_document import Reading, Refusal
from service.actions.extraction.read_ahead import read_ahead, time_limit
from service.extractors.registry import LLM, OFFLINE


async def _read_all(files: list[Path]) -> list[Reading | Refusal]:
    """With the worker killed, and its pool broken, after the first file, when the next ones are asked for."""
    found: list[Reading | Refusal] = []
    async with aclosing(read_ahead(files, OFFLINE, {}, 1)) as readings:
        async for reading in readings:
            found.append(reading)
            if len(found) == 1:
                await asyncio.to_thread(_kill_workers)
    return found


def _kill_workers() -> None:
    for child in multiprocessing.active_children():
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join(60)


@pytest.mark.posix
def test_a_file_that_takes_too_long_is_stopped_and_the_others_go_on(tmp_path: Path) -> None:
    slow, *others = files = [tmp_path / f"{name}.vtt" for name in "abc"]
    slow.write_text(
        f"WEBVTT\n\n00:00.000 --> 59:00.000\n{'We talk about graphs in a database. ' * 50_000}\n", "utf-8"
    )
    for file in others:
        file.write_text("nothing that is a transcript")

    async def read() -> list[Reading | Refusal]:
        limit = {slow: 0.1}
        found: list[Reading | Refusal] = []
        async with aclosing(
            read_ahead(files, OFFLINE, {}, 1, lambda file: limit.get(file, 600.0))
        ) as readings:
            async for reading in readings:
                found.append(reading)
        return found

    found = asyncio.run(read())

    assert next(one.message for one in found if isinstance(one, Refusal)) == (
        f"{slow}: its extraction took longer than 0.1 seconds and was stopped: give it more time with --time-limit SECONDS, "
        "or divide the file"
    )
    shown = [one.message.partition(": ")[0] for one in found if isinstance(one, Refusal)]
    assert shown == [str(file) for file in files]
    deadline = time.monotonic() + 60
    # The pool's own thread reaps them too; until it has noted that, they count as active.
    while multiprocessing.active_children():
        assert time.monotonic() < deadline, multiprocessing.active_children()
        time.sleep(0.01)


@pytest.mark.nightly
def test_workers_tell_how_far_they_are(tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    cues = [
        f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\nKubernetes runs on Linux, and we use it."
        for at in range(10)
    ]
    file.write_text("WEBVTT\n\n" + "\n\n".join(cues), "utf-8")
    heard: list[tuple[Path, str, float]] = []

    async def read() -> list[Reading | Refusal]:
        tell = lambda *told: heard.append(told)  # noqa: E731
        async with aclosing(read_ahead([file], OFFLINE, {}, 1, tell=tell)) as readings:
            return [reading async for reading in readings]

    (reading,) = asyncio.run(read())

    assert isinstance(reading, Reading)
    assert {told[0] for told in heard} == {file}
    shares = [share for _, _, share in heard]
    assert shares == sorted(shares)
    assert len(heard) >= 2
    assert heard[0][1] == "splitting sentences"


def test_time_that_a_file_may_take(tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    file.write_bytes(b"x" * 500_000)

    assert time_limit(OFFLINE, None)(file) == 1500
    assert time_limit(OFFLINE, None)(tmp_path / "nothing") == 600
    assert time_limit(OFFLINE, 30)(file) == 30
    assert time_limit(LLM, None)(file) is None
    assert time_limit(LLM, 30)(file) == 30


@pytest.mark.posix
def test_a_pool_that_breaks_between_two_files_costs_nothing(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.vtt" for name in "abcdef"]
    for file in files:
        file.write_text("nothing that is a transcript")

    found = asyncio.run(_read_all(files))

    shown = [one.message.partition(": ")[0] for one in found if isinstance(one, Refusal)]
    assert shown == [str(file) for file in files]
    assert [one.message for one in found if isinstance(one, Refusal) and "twice" in one.message] == []
