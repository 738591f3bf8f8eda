"""The embedded server itself: the real Neo4j, started, stopped, killed."""

import json
import signal
import socket
import stat
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import urlsplit

import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError
from programs import PATIENCE, program, wait_until_gone

from embedded_neo4j import CannotStart, PortInUse, Server, launch, status, stop_server
from embedded_neo4j.class_archive import archive_file
from embedded_neo4j.config import free_port
from embedded_neo4j.jars import jar_folder
from embedded_neo4j.java import find_java

pytestmark = pytest.mark.nightly


def run(server: Server, statement: LiteralString) -> list[list[Any]]:
    return [list(record) for record in server.driver().execute_query(statement).records]


def titles(server: Server) -> list[str]:
    return [row[0] for row in run(server, "MATCH (film:Film) RETURN film.title ORDER BY film.title")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, used: Path, own_cache: Path) -> Iterator[Server]:
    """A server for the tests of this module that do not stop it. It starts with the classes that the other folder has recorded."""
    assert used.is_dir()
    with Server(tmp_path_factory.mktemp("running") / "data", cache=own_cache, quick=True) as running:
        yield running


def get(url: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(
        urllib.request.Request(url, headers={"Accept": "application/json"})
    ) as answer:
        return answer.status, answer.read()


# --- one that runs ---


def test_it_is_the_real_community_edition(server: Server) -> None:
    assert run(
        server, "CALL dbms.components() YIELD name, versions, edition RETURN name, versions, edition"
    ) == [["Neo4j Kernel", ["5.26.30"], "community"]]
    assert server.started


def test_nobody_gets_in_without_the_password(server: Server) -> None:
    driver = neo4j.GraphDatabase.driver(server.bolt_uri, auth=("neo4j", "neo4j"))
    with driver, pytest.raises(AuthError):
        driver.verify_connectivity()


def test_it_listens_on_loopback_only(server: Server) -> None:
    listening = [
        c.laddr for c in psutil.Process(server.pid).net_connections("tcp") if c.status == psutil.CONN_LISTEN
    ]

    assert {address.ip.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}
    assert len(listening) == 2


def test_browser_is_served_and_told_the_bolt_port(server: Server) -> None:
    page_status, page = get(server.browser_url)
    discovery_status, discovery = get(server.browser_url.removesuffix("browser/"))

    assert (page_status, discovery_status) == (200, 200)
    assert b"<title>Neo4j Browser</title>" in page
    assert json.loads(discovery)["bolt_direct"] == server.bolt_uri


def test_what_it_keeps_is_private(server: Server) -> None:
    modes = {
        name: stat.S_IMODE((server.folder / name).stat().st_mode)
        for name in (".", "password", "data", "logs")
    }

    assert modes == {".": 0o700, "password": 0o600, "data": 0o700, "logs": 0o700}
    assert server.password not in (server.folder / "conf" / "neo4j.conf").read_text()
    assert server.password not in " ".join(psutil.Process(server.pid).cmdline())
    assert server.password not in repr(server)


def test_a_second_start_gets_the_one_that_runs_and_leaves_it_running(server: Server, own_cache: Path) -> None:
    with Server(server.folder, cache=own_cache) as second:
        assert (second.pid, second.bolt_uri, second.password) == (
            server.pid,
            server.bolt_uri,
            server.password,
        )
        assert not second.started
    with program(server.folder, own_cache) as (_, pid):
        assert pid == server.pid

    assert run(server, "RETURN 1") == [[1]]


def test_status_tells_what_runs(server: Server) -> None:
    found = status(server.folder)

    assert found is not None
    assert (found.pid, found.bolt_uri, found.browser_url) == (server.pid, server.bolt_uri, server.browser_url)
    assert (found.answers, found.detached) == (True, False)


def test_data_in_use_by_an_unknown_program_is_refused(server: Server, own_cache: Path) -> None:
    state = server.folder / "server.json"
    hidden = state.rename(state.with_suffix(".hidden"))
    try:
        with pytest.raises(CannotStart) as caught:
            Server(server.folder, cache=own_cache, quick=True).start()
    finally:
        hidden.rename(state)

    assert str(caught.value) == (
        f"the data in {server.folder} is in use by another program (process {server.pid}, java). "
        "Stop that, or choose another folder."
    )
    assert run(server, "RETURN 1") == [[1]]


def test_the_second_run_of_a_home_leaves_an_archive_that_later_starts_use(
    server: Server, own_cache: Path
) -> None:
    archive = archive_file(jar_folder(own_cache), find_java())
    assert archive.stat().st_size > 50_000_000
    assert [file for file in archive.parent.iterdir() if file.suffix != ".jar"] == [archive]

    assert f"-XX:SharedArchiveFile={archive}" in psutil.Process(server.pid).cmdline()
    # Java warns of an archive that it does not take.
    assert "[warning]" not in (server.folder / "logs" / "console.log").read_text()


# --- starting and stopping ---


def test_nothing_runs_where_nothing_was_started(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    assert (status(folder), stop_server(folder)) == (None, False)
    assert not folder.exists()


def test_it_stops_within_three_seconds_and_keeps_its_data(used: Path, own_cache: Path) -> None:
    bolt_port, http_port = free_port(), free_port()

    begin = time.monotonic()
    with Server(used, cache=own_cache, quick=True, bolt_port=bolt_port, http_port=http_port) as running:
        to_start = time.monotonic() - begin
        assert running.bolt_uri == f"bolt://127.0.0.1:{bolt_port}"
        assert running.browser_url == f"http://127.0.0.1:{http_port}/browser/"
        assert "Metropolis" in titles(running)
        begin = time.monotonic()
    seconds = time.monotonic() - begin

    assert seconds < max(3, to_start / 3)  # on a busy machine both take longer
    assert status(used) is None
    assert not psutil.pid_exists(running.pid)
    assert list(used.glob("users-*.fifo")) == []


def test_it_ends_with_its_parent(used: Path, own_cache: Path) -> None:
    with program(used, own_cache) as (other, pid):
        other.send_signal(signal.SIGINT)
        other.wait(PATIENCE)
        wait_until_gone(pid)

    assert (used / "logs" / "console.log").read_text().rstrip().endswith("Stopped.")


def test_it_ends_in_good_order_when_its_parent_does_not_and_a_start_at_once_gets_a_new_one(
    used: Path,
    own_cache: Path,
) -> None:
    log = used / "logs" / "neo4j.log"
    with program(used, own_cache) as (other, pid):
        length = len(log.read_text())
        other.kill()
        with Server(used, cache=own_cache, quick=True) as running:
            assert running.pid != pid
            assert running.started
            assert "Metropolis" in titles(running)
            events = log.read_text()[length:]

    assert events.index("Stopped.") < events.index("Starting...")


def test_a_detached_one_outlives_its_program_until_it_is_stopped(used: Path, own_cache: Path) -> None:
    with program(used, own_cache, detached=True) as (other, pid):
        assert other.wait(PATIENCE) == 0
    try:
        found = status(used)
        assert found is not None
        assert (found.pid, found.detached, found.answers) == (pid, True, True)
        with Server(used, cache=own_cache) as running:
            assert (running.pid, running.started) == (pid, False)
            assert "Metropolis" in titles(running)
    finally:
        assert stop_server(used)

    wait_until_gone(pid)
    assert status(used) is None


# --- what can be in the way ---


@pytest.mark.parametrize("name", ["bolt_port", "http_port"])
def test_a_configured_port_in_use_is_refused_at_once(used: Path, own_cache: Path, name: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ports = {name: port}
        with pytest.raises(PortInUse) as caught:
            Server(used, cache=own_cache, quick=True, **ports).start()

    assert str(caught.value) == (
        f"port {port} for Neo4j is in use by another program. Stop that, or choose another port "
        "(0 takes a free one)."
    )
    assert (caught.value.port, caught.value.option) == (port, name)


def test_a_port_lost_to_another_neo4j_between_choice_and_start_is_chosen_again(
    server: Server, used: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = urlsplit(server.bolt_uri).port, urlsplit(server.browser_url).port
    ours = free_port(), free_port()
    choices = iter([theirs, ours])
    monkeypatch.setattr(launch, "choose_ports", lambda _options: next(choices))
    # A server that another test killed left its ports, which the next start would take again.
    monkeypatch.setattr(launch, "read_state", lambda _home: None)

    with Server(used, cache=own_cache, quick=True) as running:
        assert running.bolt_uri == f"bolt://127.0.0.1:{ours[0]}"
        assert "Metropolis" in titles(running)


def test_a_start_that_fails_tells_what_the_log_says(used: Path, own_cache: Path) -> None:
    with pytest.raises(CannotStart) as caught:
        Server(used, cache=own_cache, quick=True, heap="1k").start()

    assert str(caught.value) == (
        f"Neo4j did not start. Its log ({used / 'logs' / 'console.log'}) says:\n"
        "  Error occurred during initialization of VM\n"
        "  Too small maximum heap"
    )
    assert status(used) is None
