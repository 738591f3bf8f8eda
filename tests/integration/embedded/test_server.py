"""The embedded server itself: the real Neo4j, started, stopped, killed."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import urlsplit

import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError

from service.embedded import launch
from service.embedded.class_archive import archive_file
from service.embedded.config import free_port
from service.embedded.embedded import RunningServer, start_server, status, stop_server
from service.embedded.jars import jar_folder
from service.embedded.java import find_java
from service.errors import SetupError
from service.settings import Settings
from support.paths import ROOT
from support.videograph_process import kill, read_line, wait_for_end

pytestmark = pytest.mark.nightly


def run(server: RunningServer, statement: LiteralString) -> list[list[Any]]:
    with neo4j.GraphDatabase.driver(server.bolt_uri, auth=(server.user, server.password)) as driver:
        return [list(record) for record in driver.execute_query(statement, database_="neo4j").records]


def remembered(server: RunningServer) -> list[str]:
    return [row[0] for row in run(server, "MATCH (note:Note) RETURN note.name ORDER BY note.name")]


@contextmanager
def other_program(
    settings: Settings, *, detached: bool = False
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Another Python that starts a server for the same home, and the server's pid."""
    script = (
        "import signal, time\n"
        # Background jobs of a shell inherit SIGINT as ignored. Not signal.pause: a signal just before it would be lost.
        "signals = []\n"
        "signal.signal(signal.SIGINT, lambda *_: signals.append(1))\n"
        "from service.embedded.embedded import start_server\n"
        "from service.settings import Settings\n"
        f"with start_server(Settings(), quick=True, detached={detached}) as server:\n"
        "    print(server.pid, flush=True)\n"
        + (
            ""
            if detached
            else "    while not signals:\n        time.sleep(0.02)\n    raise KeyboardInterrupt\n"
        )
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "VIDEOGRAPH_HOME": str(settings.home), "VIDEOGRAPH_CACHE": str(settings.cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as program:
        try:
            yield program, int(read_line(program, "the process id of its Neo4j"))
        finally:
            kill(program)


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 20
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, f"waited 20 s for process {pid} to end"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, recorded_cache: Path) -> Iterator[RunningServer]:
    """A server for the tests of this module that do not stop it."""
    settings = Settings(home=tmp_path_factory.mktemp("running") / "home", cache=recorded_cache)
    with start_server(settings, quick=True) as running:
        yield running


@pytest.fixture
def used(recorded: Settings) -> Settings:
    """A home that holds data and where none runs."""
    return recorded


def get(url: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(
        urllib.request.Request(url, headers={"Accept": "application/json"})
    ) as answer:
        return answer.status, answer.read()


# --- one that runs ---


def test_it_is_the_real_community_edition(server: RunningServer) -> None:
    assert run(
        server, "CALL dbms.components() YIELD name, versions, edition RETURN name, versions, edition"
    ) == [["Neo4j Kernel", ["5.26.30"], "community"]]
    assert server.started


def test_nobody_gets_in_without_the_password(server: RunningServer) -> None:
    driver = neo4j.GraphDatabase.driver(server.bolt_uri, auth=("neo4j", "neo4j"))
    with driver, pytest.raises(AuthError):
        driver.verify_connectivity()


def test_it_listens_on_loopback_only(server: RunningServer) -> None:
    listening = [
        c.laddr for c in psutil.Process(server.pid).net_connections("tcp") if c.status == psutil.CONN_LISTEN
    ]

    assert {address.ip.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}
    assert len(listening) == 2


def test_browser_is_served_and_told_the_bolt_port(server: RunningServer) -> None:
    page_status, page = get(server.http_url)
    discovery_status, discovery = get(server.http_url.removesuffix("browser/"))

    assert (page_status, discovery_status) == (200, 200)
    assert b"<title>Neo4j Browser</title>" in page
    assert json.loads(discovery)["bolt_direct"] == server.bolt_uri


def test_what_it_keeps_is_private(server: RunningServer) -> None:
    modes = {
        name: stat.S_IMODE((server.home / name).stat().st_mode) for name in (".", "password", "data", "logs")
    }

    assert modes == {".": 0o700, "password": 0o600, "data": 0o700, "logs": 0o700}
    assert server.password not in (server.home / "conf" / "neo4j.conf").read_text()
    assert server.password not in " ".join(psutil.Process(server.pid).cmdline())
    assert server.password not in repr(server)


def test_a_second_start_gets_the_one_that_runs_and_leaves_it_running(server: RunningServer) -> None:
    settings = Settings(home=server.home)

    with start_server(settings) as second:
        assert (second.pid, second.bolt_uri, second.password) == (
            server.pid,
            server.bolt_uri,
            server.password,
        )
        assert not second.started
    with other_program(Settings(home=server.home)) as (_, pid):
        assert pid == server.pid

    assert run(server, "RETURN 1") == [[1]]


def test_status_tells_what_runs(server: RunningServer) -> None:
    found = status(Settings(home=server.home))

    assert found is not None
    assert (found.pid, found.bolt_uri, found.http_url) == (server.pid, server.bolt_uri, server.http_url)
    assert (found.answers, found.detached) == (True, False)


def test_data_in_use_by_an_unknown_program_is_refused(server: RunningServer) -> None:
    state = server.home / "server.json"
    hidden = state.rename(state.with_suffix(".hidden"))
    try:
        with pytest.raises(SetupError) as caught:
            start_server(Settings(home=server.home), quick=True)
    finally:
        hidden.rename(state)

    assert caught.value.message == (
        f"the data in {server.home} is in use by another program (process {server.pid}, java). "
        "Stop that, or let VIDEOGRAPH_HOME name another folder."
    )
    assert run(server, "RETURN 1") == [[1]]


def test_the_second_run_of_a_home_leaves_an_archive_that_later_starts_use(
    server: RunningServer, recorded_cache: Path
) -> None:
    archive = archive_file(jar_folder(recorded_cache), find_java())
    assert archive.stat().st_size > 50_000_000
    assert [file for file in archive.parent.iterdir() if file.suffix != ".jar"] == [archive]

    assert f"-XX:SharedArchiveFile={archive}" in psutil.Process(server.pid).cmdline()
    # Java warns of an archive that it does not take.
    assert "[warning]" not in (server.home / "logs" / "console.log").read_text()


# --- starting and stopping ---


def test_nothing_runs_where_nothing_was_started(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")

    assert (status(settings), stop_server(settings)) == (None, False)
    assert not (tmp_path / "home").exists()


def test_it_stops_within_three_seconds_and_keeps_its_data(used: Settings) -> None:
    bolt_port, http_port = free_port(), free_port()
    settings = used.model_copy(update={"neo4j_bolt_port": bolt_port, "neo4j_http_port": http_port})

    begin = time.monotonic()
    with start_server(settings, quick=True) as running:
        to_start = time.monotonic() - begin
        assert running.bolt_uri == f"bolt://127.0.0.1:{bolt_port}"
        assert running.http_url == f"http://127.0.0.1:{http_port}/browser/"
        assert "first" in remembered(running)
        begin = time.monotonic()
    seconds = time.monotonic() - begin

    assert seconds < max(3, to_start / 3)  # on a busy machine both take longer
    assert status(settings) is None
    assert not psutil.pid_exists(running.pid)
    assert list(used.home.glob("users-*.fifo")) == []


def test_it_ends_with_its_parent(used: Settings) -> None:
    with other_program(used) as (program, pid):
        program.send_signal(signal.SIGINT)
        wait_for_end(program, "the program to end after SIGINT, and its Neo4j with it")
        wait_until_gone(pid)

    assert (used.home / "logs" / "console.log").read_text().rstrip().endswith("Stopped.")


def test_it_ends_in_good_order_when_its_parent_does_not_and_a_start_at_once_gets_a_new_one(
    used: Settings,
) -> None:
    log = used.home / "logs" / "neo4j.log"
    with other_program(used) as (program, pid):
        length = len(log.read_text())
        kill(program)
        with start_server(used, quick=True) as running:
            assert running.pid != pid
            assert running.started
            assert "first" in remembered(running)
            events = log.read_text()[length:]

    assert events.index("Stopped.") < events.index("Starting...")


def test_a_detached_one_outlives_its_program_until_it_is_stopped(used: Settings) -> None:
    settings = used
    with other_program(used, detached=True) as (program, pid):
        assert wait_for_end(program, "the program that started a detached Neo4j to end") == 0
    try:
        found = status(settings)
        assert found is not None
        assert (found.pid, found.detached, found.answers) == (pid, True, True)
        with start_server(settings) as running:
            assert (running.pid, running.started) == (pid, False)
            assert "first" in remembered(running)
    finally:
        assert stop_server(settings)

    wait_until_gone(pid)
    assert status(settings) is None


# --- what can be in the way ---


@pytest.mark.parametrize("name", ["neo4j_bolt_port", "neo4j_http_port"])
def test_a_configured_port_in_use_is_refused_at_once(used: Settings, name: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        settings = used.model_copy(update={name: port})
        with pytest.raises(SetupError) as caught:
            start_server(settings, quick=True)

    assert caught.value.message == (
        f"port {port} for Neo4j is in use by another program. Stop that, or let VIDEOGRAPH_{name.upper()} "
        "name another port (0 takes a free one)."
    )


def test_a_port_lost_to_another_neo4j_between_choice_and_start_is_chosen_again(
    server: RunningServer, used: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = urlsplit(server.bolt_uri).port, urlsplit(server.http_url).port
    ours = free_port(), free_port()
    choices = iter([theirs, ours])
    monkeypatch.setattr(launch, "choose_ports", lambda _settings: next(choices))
    # A server that another test killed left its ports, which the next start would take again.
    monkeypatch.setattr(launch, "read_state", lambda _home: None)

    with start_server(used, quick=True) as running:
        assert running.bolt_uri == f"bolt://127.0.0.1:{ours[0]}"
        assert "first" in remembered(running)


def test_a_start_that_fails_tells_what_the_log_says(used: Settings) -> None:
    with pytest.raises(SetupError) as caught:
        start_server(used.model_copy(update={"neo4j_heap": "1k"}), quick=True)

    assert caught.value.message == (
        f"Neo4j did not start. Its log ({used.home / 'logs' / 'console.log'}) says:\n"
        "  Error occurred during initialization of VM\n"
        "  Too small maximum heap"
    )
    assert status(used) is None
