"""A Neo4j that outlives the run of tests that started it, so that the next run finds it warm: a Neo4j that has planned the
statements of the tests before plans them in a fifth of the time.

Each kept server has a number and two files in FOLDER: `1.lock`, which a run holds while it uses the server, and `1.json`, which says where
it answers. `make` starts what is missing (VIDEOGRAPH_TEST_KEEP=yes), every run uses what is there, VIDEOGRAPH_TEST_KEEP=no uses none.
A kept server ends by itself two hours after its last run, or by `make clean`:

    python tests/support/kept_server.py stop
"""

import fcntl
import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".test-neo4j"
NUMBERS = range(1, 9)
IDLE_SECONDS = 2 * 3600
START_SECONDS = 300
"""For a machine that is busy, and an image that is pulled first."""
_ASKED = ("VIDEOGRAPH_TEST_BACKEND", "VIDEOGRAPH_TEST_IMAGE")
_LIBRARY = "libraries/embedded-neo4j/src/embedded_neo4j"
_OPTIONS = (
    "tests/support/backend.py",
    "service/embedded.py",
    f"{_LIBRARY}/config.py",
    f"{_LIBRARY}/launch.py",
)


def fingerprint(environment: Mapping[str, str]) -> str:
    """Differs if the server would be another one: asked for in another way, or started with other options."""
    asked = [environment.get(name, "") for name in _ASKED]
    return hashlib.sha256(
        "\0".join([*asked, *((ROOT / name).read_text("utf-8") for name in _OPTIONS)]).encode()
    ).hexdigest()


@contextmanager
def use_kept(environment: Mapping[str, str], folder: Path = FOLDER) -> Iterator[dict[str, Any] | None]:
    """Yields what the file of a kept server says, which nobody else uses meanwhile. None if none is free and none may be started.

    Raises:
        TimeoutError: a server that was started here does not answer; the message has the end of its output.
    """
    may_start = environment.get("VIDEOGRAPH_TEST_KEEP") == "yes"
    if may_start:
        folder.mkdir(mode=0o700, exist_ok=True)
    for number in () if environment.get("VIDEOGRAPH_TEST_KEEP") == "no" else NUMBERS:
        with suppress(FileNotFoundError), _locked(folder / f"{number}.lock", create=may_start) as free:
            if not free:
                continue
            file = folder / f"{number}.json"
            living = _read(file)
            if living is None and may_start:
                living = _start(file, environment)
            if living is not None and living["fingerprint"] == fingerprint(environment):
                yield living
                return
    yield None


@contextmanager
def _locked(file: Path, *, create: bool) -> Iterator[bool]:
    """Whether nobody else has the lock, which is held until the end."""
    flags = os.O_RDWR | (os.O_CREAT if create else 0)
    descriptor = os.open(file, flags, 0o600)
    try:
        free = _take(descriptor)
        if free:
            os.utime(descriptor)
        yield free
    finally:
        os.close(descriptor)


def _read(file: Path) -> dict[str, Any] | None:
    """What the file says, if the process that keeps the server lives."""
    try:
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
        process = psutil.Process(found["pid"])
        return found if abs(process.create_time() - found["started"]) < 1 else None
    except (FileNotFoundError, psutil.NoSuchProcess):
        return None


def _start(file: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    file.unlink(missing_ok=True)
    output = file.with_suffix(".log")
    with output.open("wb") as log:
        # Not by subprocess, which warns of a process that outlives its object.
        keeper = os.posix_spawn(
            sys.executable, [sys.executable, __file__, "keep", str(file)],
            {**environment, "PYTHONPATH": str(ROOT / "tests")},
            file_actions=[(os.POSIX_SPAWN_DUP2, log.fileno(), 1), (os.POSIX_SPAWN_DUP2, log.fileno(), 2)],
            setsid=True,
        )  # fmt: skip
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if (living := _read(file)) is not None:
            return living
        if os.waitpid(keeper, os.WNOHANG) != (0, 0):
            break
        time.sleep(0.1)
    else:
        os.kill(keeper, signal.SIGKILL)
        os.waitpid(keeper, 0)
    raise TimeoutError(f"No Neo4j for the tests: {output.read_text('utf-8')[-2000:]}")


def keep(file: Path) -> None:
    """Starts a server, says in the file where it answers, and keeps it until nobody has used it for long or the file is gone."""
    from support import backend

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with backend.serve(long=True) as server:
        me = psutil.Process()
        living = {
            "pid": me.pid, "started": me.create_time(), "fingerprint": fingerprint(os.environ),
            "uri": server.uri, "user": server.user, "password": server.password,
            "kind": server.kind, "description": server.description,
        }  # fmt: skip
        written = file.with_suffix(".new")
        written.touch(mode=0o600)
        written.write_text(json.dumps(living), "utf-8")
        written.rename(file)
        lock = file.with_suffix(".lock")
        while file.exists() and not _unused(lock):
            time.sleep(1)
    file.unlink(missing_ok=True)


def _unused(lock: Path) -> bool:
    """Whether no run has the lock, nor had it for long."""
    if time.time() - lock.stat().st_mtime < IDLE_SECONDS:
        return False
    with lock.open("r+b") as opened:
        return _take(opened.fileno())


def _take(descriptor: int) -> bool:
    """Takes the lock of an open file, unless somebody else has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def stop(folder: Path = FOLDER) -> int:
    """Ends all kept servers of this checkout, and returns their number."""
    ended: list[psutil.Process] = []
    for file in sorted(folder.glob("*.json")):
        if (living := _read(file)) is not None:
            process = psutil.Process(living["pid"])
            process.terminate()
            ended.append(process)
        file.unlink(missing_ok=True)
    psutil.wait_procs(ended, timeout=60)
    return len(ended)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["keep", file]:
            keep(Path(file))
        case ["stop"]:
            print(f"{stop()} kept Neo4j stopped")
        case _:
            sys.exit("kept_server.py keep FILE, or stop")
