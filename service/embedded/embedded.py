"""The embedded Neo4j: the real server as a child process, one for each home folder.

It runs as long as a process uses it, no matter which process started it and how processes end, unless it was started
detached. A process that needs a server for a home uses the running one. Each user restarts it if it ends
unexpectedly, see `supervisor.py`.
"""

import os
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock

from service.embedded.class_archive import keep_archive
from service.embedded.disk_space import disk_full, is_full
from service.embedded.home import (
    USER,
    forget_state,
    home_folder,
    prepare_home,
    read_password,
    read_state,
    write_state,
)
from service.embedded.jars import Report, ensure_jars
from service.embedded.java import find_java
from service.embedded.launch import Recipe, ServerProcess, launch
from service.embedded.process import end_process, find_process, is_alive
from service.embedded.startup import PanickedError, answers, wait_until_ready
from service.embedded.supervisor import Supervisor
from service.embedded.users import Lease
from service.errors import GraphUnavailable, SetupError
from service.settings import Settings

_left_to_others: list[subprocess.Popen[bytes]] = []
"""Child processes that still serve other processes, and that this process must wait for in the end."""


def _silent(_line: str) -> None:
    pass


@dataclass
class RunningServer:
    """A running server that has answered a query, and this process's share in it.

    `stop`, and the end of a `with`, release the share. The last user stops the server, unless it is detached.
    Meanwhile a server that ends unexpectedly is restarted, and `pid` and the addresses are those of the new one.
    """

    home: Path
    password: str = field(repr=False)
    started: bool
    """Whether this process started it."""
    _supervisor: Supervisor = field(repr=False)
    _lease: Lease | None = field(repr=False)
    _archive: Path | None = field(default=None, repr=False)
    user: str = USER

    @property
    def pid(self) -> int:
        return self._supervisor.state.pid

    @property
    def bolt_uri(self) -> str:
        return self._supervisor.state.bolt_uri

    @property
    def http_url(self) -> str:
        return self._supervisor.state.http_url

    def explain(self) -> GraphUnavailable | None:
        """Why the server does not answer, if known; None while it should."""
        return self._supervisor.explain()

    def report_panic(self) -> None:
        """Lets a server whose database has stopped itself be restarted, as soon as its disk has space."""
        self._supervisor.report_panic()

    def stop(self) -> None:
        """Releases the share. A second call has no effect."""
        lease, self._lease = self._lease, None
        if lease is None:
            return
        self._supervisor.stop()
        with FileLock(self.home / "start.lock"):
            state, process = self._supervisor.state, self._supervisor.process
            if state.pipe is not None and lease.is_last():
                if found := find_process(self.home, state.pid):
                    end_process(found)
                lease.dismiss_watcher()
                if process is not None:
                    exit_code = process.wait()
                    if self._archive is not None:
                        keep_archive(self._archive, self.home, exit_code)
                forget_state(self.home, state.pid)
            lease.leave()
        if process is not None and process.poll() is None:
            _left_to_others.append(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@dataclass(frozen=True)
class ServerStatus:
    """A running server process, whether or not it answers. A detached one runs without users too."""

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
    """Returns a server for `settings.home` that answers: the running one, or a new one.

    Args:
        quick: start sooner at the price of slower queries once warm; for demo and tests.
        detached: let it run without users too; `stop_server` ends it.
        record: from the second start of a home on, take ten seconds at the stop, once, to make all later
            starts a third faster.
        report: gets a line now and then while this takes its time.

    Raises:
        SetupError: it cannot be had; the message says why and what to do.
        DiskFull: nothing can be written in the home.
    """
    if os.name == "nt":
        raise SetupError(
            "the embedded Neo4j needs Linux or macOS. Set VIDEOGRAPH_NEO4J_URI to use another Neo4j, or use WSL."
        )
    home = prepare_home(settings)
    java = find_java()
    jars = ensure_jars(settings.cache, report)
    recipe = Recipe(home, settings, java, jars, quick, detached)
    with FileLock(home / "start.lock"):
        lease = Lease(home)
        try:
            found = _join(home, settings, lease, report)
            if found is None:
                report(f"Starting Neo4j in {home} …")
            launched = found or _start(recipe, lease, record)
        except BaseException:
            lease.leave()
            raise
        supervisor = Supervisor(recipe, lease, launched.state, launched.process)
    return RunningServer(home, read_password(home), found is None, supervisor, lease, launched.archive)


def _start(recipe: Recipe, lease: Lease, record: bool) -> ServerProcess:
    try:
        return launch(recipe, lease, record=record)
    except BaseException:
        if state := read_state(recipe.home):
            forget_state(recipe.home, state.pid)
        raise


def _join(home: Path, settings: Settings, lease: Lease, report: Report) -> ServerProcess | None:
    """Returns the running server once it answers. If it has lost all its users, waits for its end first."""
    state = read_state(home)
    process = state and find_process(home, state.pid)
    if state is None or process is None:
        return None
    if state.stopped or not lease.join(state.pipe):
        report("Waiting for the previous Neo4j to stop …")
        end_process(process)
        return None
    try:
        wait_until_ready(home, state, read_password(home), settings.neo4j_database)
    except PanickedError as error:
        if is_full(home):
            raise disk_full(home) from error
        report("Starting Neo4j again, since its database has stopped itself after a fault …")
        end_process(process)
        lease.dismiss_watcher()
        return None
    except SetupError:
        if not is_alive(process):
            return None  # it was about to stop
        raise
    return ServerProcess(state, None, None)


def status(settings: Settings) -> ServerStatus | None:
    """Returns the running server of this home; None if none runs."""
    home = home_folder(settings)
    state = read_state(home)
    process = state and find_process(home, state.pid)
    if state is None or process is None:
        return None
    try:
        ready = answers(process, state, read_password(home), settings.neo4j_database)
    except SetupError:
        ready = False
    return ServerStatus(home, state.pid, state.bolt_uri, state.http_url, state.pipe is None, ready)


def stop_server(settings: Settings) -> bool:
    """Stops the server of this home, even if it is used, and prevents its restart. Returns False if none runs."""
    home = home_folder(settings)
    state = read_state(home)
    process = state and find_process(home, state.pid)
    if state is None or process is None:
        return False
    # The state file stays, so that users know that the stop was intended.
    write_state(home, replace(state, stopped=True))
    end_process(process)
    return True
