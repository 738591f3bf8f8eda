"""Other programs that use a server, and waiting for what they do."""

import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import psutil

PATIENCE = 120.0
"""Seconds for a start of Neo4j or of Python on a machine with much else to do."""
_PROGRAM = """
import signal, sys, time
from embedded_neo4j import Server
signal.signal(signal.SIGINT, signal.default_int_handler)  # the jobs of a shell inherit it as ignored
with Server(sys.argv[1], cache=sys.argv[2], bolt_port=int(sys.argv[3]), quick=True, detached=sys.argv[4] == "detached") as server:
    print(server.pid, flush=True)
    while sys.argv[4] != "detached":
        time.sleep(0.02)
"""


@contextmanager
def program(
    folder: Path, cache: Path, *, bolt_port: int = 0, detached: bool = False
) -> Generator[tuple[subprocess.Popen[str], int]]:
    """Another Python that uses the server of a folder until it gets a signal, and the server's pid. A detached one ends at once."""
    kind = "detached" if detached else "attached"
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, folder, cache, str(bolt_port), kind],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as other:
        try:
            yield other, int(_first_line(other))
        finally:
            other.kill()
            other.wait(PATIENCE)


def _first_line(other: subprocess.Popen[str]) -> str:
    stream, lines = other.stdout, list[str]()
    assert stream is not None
    reader = Thread(target=lambda: lines.append(stream.readline()), daemon=True)
    reader.start()
    reader.join(PATIENCE)
    assert lines, f"waited {PATIENCE:g} s for a program to print the pid of its Neo4j"
    return lines[0]


def wait_until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited {PATIENCE:g} s for {what}"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_until_gone(pid: int) -> None:
    wait_until(lambda: is_gone(pid), f"process {pid} to end")
