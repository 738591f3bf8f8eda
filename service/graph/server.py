"""The embedded Neo4j: the real server as a child process, one for each home folder.

It ends with the process that started it, however that ends, unless it was started detached. Whoever
starts one for a home where one runs already gets that one.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock

from service.errors import SetupError
from service.graph import server_process
from service.graph.class_archive import archive_file, archive_options
from service.graph.jars import Report, ensure_jars
from service.graph.java import find_java
from service.graph.server_config import choose_ports, render_config
from service.graph.server_home import (
    USER,
    ServerState,
    ensure_password,
    forget_state,
    has_data,
    home_folder,
    new_owner,
    owner_lives,
    owner_lock,
    prepare_home,
    read_password,
    read_state,
    write_state,
)
from service.graph.server_process import Child, end_process, find_process, is_alive
from service.graph.server_ready import PortTakenError, answers, wait_until_ready
from service.settings import Settings

_PORT_ATTEMPTS = 3


def _silent(_line: str) -> None:
    pass


@dataclass
class RunningServer:
    """A server that has answered a query.

    `owned` tells whether it ends with this process. `stop`, and the end of a `with`, leave one alone that is not.
    """

    home: Path
    pid: int
    bolt_uri: str
    http_url: str
    password: str = field(repr=False)
    user: str = USER
    _child: Child | None = field(default=None, repr=False)

    @property
    def owned(self) -> bool:
        return self._child is not None

    @property
    def records(self) -> bool:
        """Whether `stop` will take ten seconds longer, once, see `start_server`."""
        return self._child is not None and self._child.archive is not None

    def stop(self) -> None:
        """Stops a server that this process owns; twice does no harm."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@dataclass(frozen=True)
class ServerStatus:
    """A server process that lives, whether or not it answers; a detached one ends with no other process."""

    home: Path
    pid: int
    bolt_uri: str
    http_url: str
    detached: bool
    answers: bool


def start_server(
    settings: Settings,
    *,
    quick: bool = False,
    detached: bool = False,
    record: bool = False,
    report: Report = _silent,
) -> RunningServer:
    """A server for `settings.home` that answers: the one that runs there, or a new one.

    Args:
        quick: start sooner at the price of slower queries once warm; for demo and tests.
        detached: let it outlive this process; `stop_server` ends it.
        record: from the second start of a home on, take ten seconds at the stop, once, to make all later
            starts a third faster.
        report: gets a line now and then while this takes its time.

    Raises:
        SetupError: it cannot be had; the message says why and what to do.
    """
    if os.name == "nt":
        raise SetupError(
            "the embedded Neo4j needs Linux or macOS. Set VIDEOGRAPH_NEO4J_URI to use another Neo4j, or use WSL."
        )
    home = prepare_home(settings)
    java = find_java()
    jars = ensure_jars(settings.cache, report)
    with FileLock(home / "start.lock"):
        running = _join(home, settings, report)
        if running is not None:
            return running
        archive = archive_file(jars, java)
        record = record and has_data(home) and not archive.exists()
        classes = archive_options(archive, home, record=record)
        ensure_password(home)
        command = server_process.java_command(java, jars, home, settings, quick=quick, classes=classes)
        report(f"Starting Neo4j in {home} …")
        attempts = _PORT_ATTEMPTS
        while True:
            bolt_port, http_port = choose_ports(settings)
            config = render_config(settings, bolt_port, http_port)
            (home / "conf" / "neo4j.conf").write_text(config, encoding="utf-8")
            try:
                if detached:
                    return _start_detached(command, home, settings, bolt_port, http_port)
                recorded = archive if record else None
                return _start_child(command, home, settings, bolt_port, http_port, recorded)
            except PortTakenError as error:
                # Somebody was quicker. A port that nobody asked for may as well be another one.
                attempts -= 1
                if not attempts or error.port in (settings.neo4j_bolt_port, settings.neo4j_http_port):
                    raise


def _start_child(
    command: list[str], home: Path, settings: Settings, bolt_port: int, http_port: int, archive: Path | None
) -> RunningServer:
    owner = new_owner(home)
    lock = owner_lock(home, owner)
    lock.acquire()
    process = server_process.launch_owned(command, home)
    child = Child(process, lock, home, archive)
    try:
        state = ServerState(process.pid, bolt_port, http_port, owner)
        return _wait(home, settings, state, child)
    except BaseException:  # Ctrl-C too: what does not serve must not stay
        child.end()
        raise


def _start_detached(
    command: list[str], home: Path, settings: Settings, bolt_port: int, http_port: int
) -> RunningServer:
    pid = server_process.launch_detached(command, home)
    try:
        return _wait(home, settings, ServerState(pid, bolt_port, http_port, owner=None), None)
    except BaseException:
        if process := find_process(home, pid):
            end_process(process)
        forget_state(home, pid)
        raise


def _wait(home: Path, settings: Settings, state: ServerState, child: Child | None) -> RunningServer:
    password = read_password(home)
    write_state(home, state)
    wait_until_ready(home, state, password, settings.neo4j_database)
    return RunningServer(home, state.pid, state.bolt_uri, state.http_url, password, _child=child)


def _join(home: Path, settings: Settings, report: Report) -> RunningServer | None:
    """The server that runs there once it answers; one that lost its owner is seen to its end first."""
    state = read_state(home)
    process = state and find_process(home, state.pid)
    if state is None or process is None:
        return None
    if state.owner is not None and not owner_lives(home, state.owner):
        report("Waiting for the previous Neo4j to stop …")
        end_process(process)
        return None
    password = read_password(home)
    try:
        wait_until_ready(home, state, password, settings.neo4j_database)
    except SetupError:
        if not is_alive(process):
            return None  # it was about to stop
        raise
    return RunningServer(home, state.pid, state.bolt_uri, state.http_url, password)


def status(settings: Settings) -> ServerStatus | None:
    """What runs for this home; None if nothing does."""
    home = home_folder(settings)
    state = read_state(home)
    process = state and find_process(home, state.pid)
    if state is None or process is None:
        return None
    try:
        ready = answers(process, state, read_password(home), settings.neo4j_database)
    except SetupError:
        ready = False
    return ServerStatus(home, state.pid, state.bolt_uri, state.http_url, state.owner is None, ready)


def attach(settings: Settings) -> RunningServer | None:
    """The server that runs for this home and answers; None if there is none, or if it is about to follow its owner."""
    home = home_folder(settings)
    state = read_state(home)
    found = status(settings)
    if state is None or found is None or not found.answers:
        return None
    if state.owner is not None and not owner_lives(home, state.owner):
        return None
    return RunningServer(home, state.pid, state.bolt_uri, state.http_url, read_password(home))


def stop_server(settings: Settings) -> bool:
    """Stops the server of this home, whoever started it; False when none runs."""
    home = home_folder(settings)
    state = read_state(home)
    process = state and find_process(home, state.pid)
    if state is None or process is None:
        return False
    end_process(process)
    forget_state(home, state.pid)
    return True
