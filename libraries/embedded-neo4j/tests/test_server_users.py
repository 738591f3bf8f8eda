"""Several programs on one folder: the server runs as long as one of them does, whoever started it and however they end."""

import os
import signal
from pathlib import Path

import pytest
from programs import PATIENCE, program, wait_until, wait_until_gone

from embedded_neo4j import Server, Stopped, status, stop_server
from embedded_neo4j.config import free_port
from embedded_neo4j.home import read_state

pytestmark = pytest.mark.nightly


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared") / "data"


def answer(server: Server) -> int:
    return server.driver().execute_query("RETURN 1").records[0][0]


def wait_for_another(server: Server, pid: int) -> None:
    """Returns when the server that `pid` was has been started again and answers."""
    wait_until(lambda: server.pid != pid and server.explain() is None, "another server")


def test_a_server_outlives_the_program_that_started_it_while_another_uses_it(
    folder: Path, own_cache: Path
) -> None:
    with (
        # The usual port may go to a Neo4j of somebody else while this one is away.
        program(folder, own_cache, bolt_port=free_port()) as (first, pid),
        Server(folder, cache=own_cache, quick=True) as second,
    ):
        assert not second.started
        first.terminate()
        first.wait(PATIENCE)

        assert second.pid == pid
        assert answer(second) == 1
        assert second.explain() is None
    wait_until_gone(pid)
    assert status(folder) is None


def test_whoever_is_left_starts_a_dead_server_again(folder: Path, own_cache: Path) -> None:
    with (
        program(folder, own_cache, bolt_port=free_port()) as (first, pid),
        Server(folder, cache=own_cache, quick=True) as second,
    ):
        bolt_uri = second.bolt_uri
        first.kill()
        first.wait(PATIENCE)
        assert (second.pid, answer(second), second.explain()) == (pid, 1, None)
        os.kill(pid, signal.SIGKILL)

        wait_for_another(second, pid)
        assert answer(second) == 1
        assert second.bolt_uri == bolt_uri
    assert status(folder) is None


def test_two_users_of_a_dead_server_agree_on_the_new_one(folder: Path, own_cache: Path) -> None:
    with (
        Server(folder, cache=own_cache, quick=True) as first,
        Server(folder, cache=own_cache, quick=True) as second,
    ):
        pid = first.pid
        os.kill(pid, signal.SIGKILL)
        wait_for_another(first, pid)
        wait_for_another(second, pid)
        assert first.pid == second.pid
        first.stop()
        assert answer(second) == 1
    assert status(folder) is None


def test_a_server_that_was_stopped_on_purpose_stays_stopped_until_it_is_started(
    folder: Path, own_cache: Path
) -> None:
    with Server(folder, cache=own_cache, quick=True) as running:
        pid = running.pid
        assert stop_server(folder)
        wait_until(lambda: isinstance(running.explain(), Stopped), "the server to be stopped")
        assert str(running.explain()) == (
            "Neo4j was stopped on purpose, and does not run until it is started again."
        )
        assert status(folder) is None
        with Server(folder, cache=own_cache, quick=True) as another:
            assert another.started
            wait_for_another(running, pid)
            assert running.pid == another.pid
        assert answer(running) == 1
    assert status(folder) is None


def test_a_server_that_does_not_start_again_says_why_with_the_end_of_its_log(
    folder: Path, own_cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Server(folder, cache=own_cache, quick=True) as running:
        pid = running.pid
        broken = folder / "conf"
        hidden = broken.rename(folder / "conf.hidden")
        broken.touch()  # a file where a folder must be
        os.kill(pid, signal.SIGKILL)
        try:
            wait_until(lambda: "does not start again" in str(running.explain()), "a start to fail")
            trouble = running.explain()
        finally:
            broken.unlink()
            hidden.rename(broken)
        assert trouble is not None
        assert str(trouble).startswith(
            f"Neo4j has ended unexpectedly, and does not start again: Neo4j cannot be started in {folder}: "
        )
        assert trouble.public == (
            f"Neo4j has ended unexpectedly, and does not start again. The next try is in {str(trouble).rpartition(' in ')[2]}"
        )
        wait_for_another(running, pid)
        assert answer(running) == 1
    assert "and does not start again" in caplog.text
    assert read_state(folder) is None
