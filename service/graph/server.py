"""The embedded Neo4j: the real server as a child process, one for each home folder.

It ends with the process that started it, however that ends, unless it was started detached. Whoever
starts one for a home where one runs already gets that one.
"""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock

from service.errors import SetupError
from service.graph import server_process
from service.graph.jars import Report, ensure_jars
from service.graph.java import find_java
from service.graph.server_home import (
    USER,
    ServerState,
    choose_port,
    ensure_password,
    forget_state,
    home_folder,
    new_owner,
    owner_lives,
    owner_lock,
    prepare_home,
    read_password,
    read_state,
    render_config,
    write_state,
)
from service.graph.server_process import BOLT_PORT_VARIABLE, HTTP_PORT_VARIABLE, PortTakenError
from service.settings import Settings

_STOP_SECONDS = 30.0
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
    _child: "_Child | None" = field(default=None, repr=False)

    @property
    def owned(self) -> bool:
        return self._child is not None

    def stop(self) -> None:
        """Stops a server that this process owns; twice does no harm."""
        child, self._child = self._child, None
        if child is not None:
            child.end()
            forget_state(self.home, self.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@dataclass(frozen=True)
class ServerStatus:
    """A server process that lives, whether or not it answers; `detached` means that it ends with no other process."""

    home: Path
    pid: int
    bolt_uri: str
    http_url: str
    detached: bool
    answers: bool


@dataclass
class _Child:
    """A Java process that ends with this one, and the lock that tells others of this one's life."""

    process: subprocess.Popen[bytes]
    lock: FileLock

    def end(self) -> None:
        pipe = self.process.stdin
        assert pipe is not None
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()  # Neo4j recovers at its next start
            self.process.wait()
        try:
            pipe.write(b"\n")  # the watcher goes home without a kill
            pipe.close()
        except BrokenPipeError:
            pass
        self.lock.release()
        Path(self.lock.lock_file).unlink(missing_ok=True)


def start_server(
    settings: Settings, *, quick: bool = False, detached: bool = False, report: Report = _silent
) -> RunningServer:
    """A server for `settings.home` that answers: the one that runs there, or a new one.

    Args:
        quick: start sooner at the price of slower queries once warm; for demo and tests.
        detached: let it outlive this process; `stop_server` ends it.
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
        ensure_password(home)
        for attempt in range(_PORT_ATTEMPTS):
            bolt_port = choose_port(settings.neo4j_bolt_port, 7687, BOLT_PORT_VARIABLE)
            http_port = choose_port(settings.neo4j_http_port, 7474, HTTP_PORT_VARIABLE)
            config = render_config(settings, bolt_port, http_port)
            (home / "conf" / "neo4j.conf").write_text(config, encoding="utf-8")
            command = server_process.java_command(java, jars, home, settings, quick=quick)
            report(f"Starting Neo4j in {home} …")
            try:
                return _launch(command, home, settings, bolt_port, http_port, detached)
            except PortTakenError as error:
                # Somebody was quicker. A port that nobody asked for may as well be another one.
                configured = (settings.neo4j_bolt_port, settings.neo4j_http_port)
                if error.port in configured or attempt + 1 == _PORT_ATTEMPTS:
                    raise
        raise AssertionError("the last attempt returns or raises")


def _launch(
    command: list[str], home: Path, settings: Settings, bolt_port: int, http_port: int, detached: bool
) -> RunningServer:
    password = read_password(home)
    if detached:
        child, owner = None, None
        pid = server_process.launch_detached(command, home)
    else:
        owner = new_owner(home)
        lock = owner_lock(home, owner)
        lock.acquire()
        child = _Child(server_process.launch_owned(command, home), lock)
        pid = child.process.pid
    state = ServerState(pid, bolt_port, http_port, owner)
    try:
        write_state(home, state)
        server_process.wait_until_ready(home, state, password, settings.neo4j_database)
    except BaseException:  # Ctrl-C too: a server that nobody knows of must not stay
        if child is not None:
            child.end()
        elif process := server_process.find_process(home, pid):
            server_process.end_process(process)
        forget_state(home, pid)
        raise
    return RunningServer(home, pid, state.bolt_uri, state.http_url, password, _child=child)


def _join(home: Path, settings: Settings, report: Report) -> RunningServer | None:
    """The server that runs there once it answers; one that lost its owner is seen to its end first."""
    state = read_state(home)
    process = state and server_process.find_process(home, state.pid)
    if state is None or process is None:
        return None
    if state.owner is not None and not owner_lives(home, state.owner):
        report("Waiting for the previous Neo4j to stop …")
        server_process.end_process(process)
        return None
    password = read_password(home)
    try:
        server_process.wait_until_ready(home, state, password, settings.neo4j_database)
    except SetupError:
        if not server_process.is_alive(process):
            return None  # it was about to stop
        raise
    return RunningServer(home, state.pid, state.bolt_uri, state.http_url, password)


def status(settings: Settings) -> ServerStatus | None:
    """What runs for this home; None if nothing does."""
    home = home_folder(settings)
    state = read_state(home)
    if state is None or server_process.find_process(home, state.pid) is None:
        return None
    try:
        answers = server_process.answers(state, read_password(home), settings.neo4j_database)
    except SetupError:
        answers = False
    return ServerStatus(home, state.pid, state.bolt_uri, state.http_url, state.owner is None, answers)


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
    process = state and server_process.find_process(home, state.pid)
    if state is None or process is None:
        return False
    server_process.end_process(process)
    forget_state(home, state.pid)
    return True
