"""Several programs on one home: the server runs as long as one of them does, whoever started it and however they end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import psutil
import pytest

from service.embedded.config import free_port
from service.embedded.embedded import RunningServer, start_server, status, stop_server
from service.embedded.home import read_state
from service.settings import Settings
from support.paths import ROOT
from support.videograph_process import kill, read_line, wait_for_end

pytestmark = pytest.mark.nightly

PATIENCE = 120.0
"""Seconds for what takes Neo4j a start, on a machine with much else to do."""
USER = """
import signal
from service.embedded.config import free_port
from service.embedded.embedded import start_server
from service.settings import Settings
with start_server(Settings(), quick=True) as server:
    print(server.pid, flush=True)
    signal.pause()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, recorded_cache: Path) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("shared") / "home", cache=recorded_cache)


@contextmanager
def program(settings: Settings) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Another program that uses the server of a home until it gets a signal, and the server's pid."""
    environment = {
        **os.environ,
        "VIDEOGRAPH_HOME": str(settings.home),
        "VIDEOGRAPH_CACHE": str(settings.cache),
        # The usual port may go to a Neo4j of somebody else while this one is away.
        "VIDEOGRAPH_NEO4J_BOLT_PORT": str(free_port()),
    }
    with subprocess.Popen(
        [sys.executable, "-c", USER], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as user:
        try:
            yield user, int(read_line(user, "the process id of its Neo4j"))
        finally:
            kill(user)


def answer(server: RunningServer) -> int:
    with neo4j.GraphDatabase.driver(server.bolt_uri, auth=(server.user, server.password)) as driver:
        return driver.execute_query("RETURN 1", database_="neo4j").records[0][0]


def wait_until_ended(pid: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, f"waited {PATIENCE:g} s for process {pid} to end"
        time.sleep(0.02)


def wait_for_another(server: RunningServer, pid: int) -> None:
    """Returns when the server that `pid` was has been started again and answers."""
    deadline = time.monotonic() + PATIENCE
    while server.pid == pid or server.explain() is not None:
        assert time.monotonic() < deadline, server.explain()
        time.sleep(0.02)


def test_a_server_outlives_the_program_that_started_it_while_another_uses_it(home: Settings) -> None:
    with program(home) as (first, pid), start_server(home, quick=True) as second:
        assert not second.started
        first.terminate()
        wait_for_end(first, "the first program to end after SIGTERM")

        assert second.pid == pid
        assert answer(second) == 1
        assert second.explain() is None
    wait_until_ended(pid)
    assert status(home) is None


def test_whoever_is_left_starts_a_dead_server_again(home: Settings) -> None:
    with program(home) as (first, pid), start_server(home, quick=True) as second:
        bolt_uri = second.bolt_uri
        kill(first)
        assert (second.pid, answer(second), second.explain()) == (pid, 1, None)
        os.kill(pid, signal.SIGKILL)

        wait_for_another(second, pid)
        assert answer(second) == 1
        assert second.bolt_uri == bolt_uri
    assert status(home) is None


def test_two_users_of_a_dead_server_agree_on_the_new_one(home: Settings) -> None:
    with start_server(home, quick=True) as first, start_server(home, quick=True) as second:
        pid = first.pid
        os.kill(pid, signal.SIGKILL)
        wait_for_another(first, pid)
        wait_for_another(second, pid)
        assert first.pid == second.pid
        first.stop()
        assert answer(second) == 1
    assert status(home) is None


def test_a_server_that_was_stopped_on_purpose_stays_stopped_until_it_is_started(home: Settings) -> None:
    with start_server(home, quick=True) as running:
        pid = running.pid
        assert stop_server(home)
        deadline = time.monotonic() + PATIENCE
        while (trouble := running.explain()) is None or "neo4j stop" not in trouble.message:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert trouble.message == (
            "Neo4j was stopped by `videograph neo4j stop`: start it again by `videograph neo4j start`."
        )
        assert status(home) is None
        with start_server(home, quick=True) as another:
            assert another.started
            wait_for_another(running, pid)
            assert running.pid == another.pid
        assert answer(running) == 1
    assert status(home) is None


def test_a_server_that_does_not_start_again_says_why_with_the_end_of_its_log(
    home: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with start_server(home, quick=True) as running:
        pid = running.pid
        broken = home.home / "conf"
        hidden = broken.rename(home.home / "conf.hidden")
        broken.touch()  # a file where a folder must be
        os.kill(pid, signal.SIGKILL)
        try:
            deadline = time.monotonic() + PATIENCE
            while (trouble := running.explain()) is None or "does not start again" not in trouble.message:
                assert time.monotonic() < deadline
                time.sleep(0.02)
        finally:
            broken.unlink()
            hidden.rename(broken)
        assert trouble.message == (
            "Neo4j has ended unexpectedly, and does not start again. The next try is in "
            f"{trouble.local_message.rpartition(' in ')[2]}"
        )
        assert trouble.local_message.startswith(
            f"Neo4j has ended unexpectedly, and does not start again: Neo4j cannot be started in {home.home}: "
        )
        wait_for_another(running, pid)
        assert answer(running) == 1
    assert "and does not start again" in caplog.text
    assert read_state(home.home) is None
