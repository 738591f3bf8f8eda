"""The `videograph` command in a process of its own, for a busy machine.

`python -m support.videograph_process cold up --port 0` is as `python -m service.cli up --port 0`, but it leaves the plans of the tests' Neo4j
as they are: no statement is planned in advance, and a first import does not clear the plans. Either keeps Neo4j busy for half a minute,
beside the test and after it. With `warm` instead of `cold` it does both, as for users: tests/browser need that.
test_warming.py and test_import_folder.py are about it, and test_graph.py and scripts/smoke_demo.py run the command itself.

Either way a page waits for its preview, and Neo4j may be silent for seconds: how long a reader waits at most is no part of these tests.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

from support.paths import ROOT

SECONDS = 120.0
"""Limit of each wait for a process: a start of Python on a busy machine takes up to half a minute."""
_KILLED_SECONDS = 20.0


def command(*arguments: str, warm: bool = False) -> list[str]:
    """Returns the command line of such a process, which needs the environment of `found_here`."""
    return [sys.executable, "-m", "support.videograph_process", "warm" if warm else "cold", *arguments]


def found_here(environment: Mapping[str, str]) -> dict[str, str]:
    """Returns the environment with the folders from which the process is imported."""
    paths = [environment.get("PYTHONPATH"), str(ROOT), str(ROOT / "tests")]
    return {**environment, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def read_line(
    process: subprocess.Popen[str], what: str, log: Path | None = None, *, seconds: float = SECONDS
) -> str:
    """Returns the next line that a process prints; an empty one if it has ended.

    Args:
        what: what the line says, for the message.
        log: the file of its errors, whose end is in the message.

    Raises:
        TimeoutError: it has printed none, and was killed.
    """
    stream, lines = process.stdout, list[str]()
    assert stream is not None
    reader = Thread(target=lambda: lines.append(stream.readline()), daemon=True)
    reader.start()
    reader.join(seconds)
    if not lines:
        process.kill()
        reader.join(_KILLED_SECONDS)
        raise _waited(seconds, what, log, "".join(lines))
    return lines[0]


def wait_for_end[Text: (str, bytes)](
    process: subprocess.Popen[Text], what: str, log: Path | None = None, *, seconds: float = SECONDS
) -> int:
    """Reads what a process still prints, and returns its exit code.

    Raises:
        TimeoutError: it has not ended, and was killed; see `read_line`.
    """
    if process.poll() is not None:
        return process.returncode
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(_KILLED_SECONDS)
        raise _waited(seconds, what, log, "") from None
    return process.returncode


@asynccontextmanager
async def within(what: str, log: Path | None = None, *, seconds: float = SECONDS) -> AsyncGenerator[None]:
    """Limits a wait for what other processes do, as `read_line` does it for one of them."""
    limit = asyncio.timeout(seconds)
    try:
        async with limit:
            yield
    except TimeoutError:
        if not limit.expired():
            raise
        raise _waited(seconds, what, log, "") from None


def kill(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Kills it, and returns when it is gone."""
    process.kill()
    process.wait(_KILLED_SECONDS)


def _waited(seconds: float, what: str, log: Path | None, said: str) -> TimeoutError:
    said += "" if log is None or not log.exists() else log.read_text("utf-8", errors="replace")[-2000:]
    return TimeoutError(f"waited {seconds:g} s for {what}; it said: {said or 'nothing'}")


def _main() -> None:
    # Here, not on top: the processes that extract import this module too.
    import service.app
    from service.actions import demo
    from service.actions.imports import import_folder
    from service.api.http.shell import previews, share_image
    from service.cli import main
    from service.graph.driver import availability
    from support.cold import Cold, plan_nothing
    from support.seed import await_indexes

    previews.LOOKUP_SECONDS = share_image.DRAWING_SECONDS = 30.0
    availability.LOOK_SECONDS = 10.0
    if sys.argv.pop(1) == "cold":
        service.app.Warmth = Cold
        service.app.warm_first = service.app.keep_warm = plan_nothing
        import_folder.settle = demo.settle = await_indexes
    main()


if __name__ == "__main__":
    _main()
