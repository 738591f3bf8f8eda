"""A server of a folder: the real Neo4j as a child process, started, shared and stopped.

It runs as long as a process uses it, no matter which process started it and how processes end, unless it was started
detached. A process that needs a server for a folder uses the running one. Each user restarts it if it ends
unexpectedly, see `supervisor.py`.
"""

import asyncio
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from filelock import FileLock

from embedded_neo4j.class_archive import keep_archive
from embedded_neo4j.disk_space import disk_full, is_full
from embedded_neo4j.errors import CannotStart, EmbeddedNeo4jError, Panicked, Unavailable
from embedded_neo4j.home import USER, forget_state, prepare_home, read_password, read_state, write_state
from embedded_neo4j.jars import ensure_jars
from embedded_neo4j.java import find_java
from embedded_neo4j.launch import Recipe, ServerProcess, launch
from embedded_neo4j.options import Options, Report, default_cache, silent, whole_path
from embedded_neo4j.process import end_process, find_process, is_alive
from embedded_neo4j.startup import answers, open_driver, wait_until_ready
from embedded_neo4j.supervisor import Supervisor
from embedded_neo4j.users import Lease

if TYPE_CHECKING:
    import neo4j

_left_to_others: list[subprocess.Popen[bytes]] = []
"""Child processes that still serve other processes, and that this process must wait for in the end."""


class Server:
    """A real Neo4j for a folder, and this process's share in it.

    `with` and `async with` start it, or use the one that runs, and give it back at the end; so do `start` and `stop`. The last
    user stops the server, unless it is detached. Meanwhile a server that ends unexpectedly is started again, and `pid` and the addresses are
    those of the new one. It can be started again after a stop.

    Args:
        folder: where its data, its log and its password are, or will be.
        cache: where Neo4j's jars are, or will be; by default what EMBEDDED_NEO4J_CACHE names, or a folder in the user's cache.
        database: the name of its database.
        bolt_port: 0 takes 7687, or else a free one.
        http_port: the port of Neo4j Browser; 0 takes 7474, or else a free one.
        heap: of Java, such as `512m`. `auto` takes a sixteenth of the machine's memory, 256m to 1g.
        page_cache: such as `512m`. `auto` takes a thirty-second of the machine's memory, 64m to 512m.
        config: further settings of neo4j.conf, or other values than this package's.
        java_options: further options of Java.
        quick: start sooner at the price of slower queries once warm; for demos and tests.
        detached: let it run without users too; `stop_server` ends it.
        record: from the second start of a folder on, take ten seconds at the stop, once, to make all later
            starts a third faster.
        report: gets a line now and then while the start takes its time.
    """

    user = USER

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        cache: str | os.PathLike[str] | None = None,
        database: str = "neo4j",
        bolt_port: int = 0,
        http_port: int = 0,
        heap: str = "auto",
        page_cache: str = "auto",
        config: Mapping[str, str] | None = None,
        java_options: Sequence[str] = (),
        quick: bool = False,
        detached: bool = False,
        record: bool = False,
        report: Report = silent,
    ) -> None:
        self._options = Options(
            folder=whole_path(folder),
            cache=default_cache() if cache is None else Path(cache),
            database=database,
            bolt_port=bolt_port,
            http_port=http_port,
            heap=heap,
            page_cache=page_cache,
            config=dict(config or {}),
            java_options=tuple(java_options),
            quick=quick,
            detached=detached,
        )
        self.started = False
        """Whether this process started the server that runs; False if it uses another's."""
        self._record, self._report = record, report
        self._supervisor: Supervisor | None = None
        self._lease: Lease | None = None
        self._archive: Path | None = None
        self._driver: neo4j.Driver | None = None
        self._driver_uri = ""
        self._async_driver: neo4j.AsyncDriver | None = None

    def __repr__(self) -> str:
        return f"Server({str(self.folder)!r})"

    @property
    def folder(self) -> Path:
        return self._options.folder

    @property
    def database(self) -> str:
        return self._options.database

    @property
    def password(self) -> str:
        """The password of `user`, generated for this folder. Raises: CannotStart: there is none yet."""
        return read_password(self.folder)

    @property
    def pid(self) -> int:
        return self._supervised.state.pid

    @property
    def bolt_uri(self) -> str:
        """Its address for drivers, such as `bolt://127.0.0.1:7687`."""
        return self._supervised.state.bolt_uri

    @property
    def browser_url(self) -> str:
        """The address of Neo4j Browser."""
        return self._supervised.state.browser_url

    @property
    def _supervised(self) -> Supervisor:
        if self._supervisor is None:
            raise EmbeddedNeo4jError(f"the Neo4j in {self.folder} was not started: use `with` or `start()`.")
        return self._supervisor

    def driver(self) -> "neo4j.Driver":
        """Returns the driver of this server, logged in; it is closed when the server is given back.

        Its statements run in `database`, the only one, which they need not name. If the server had to be started again at another port,
        the next call returns another driver.
        """
        uri = self.bolt_uri
        if self._driver is not None and self._driver_uri != uri:
            self._driver.close()
            self._driver = None
        if self._driver is None:
            self._driver, self._driver_uri = open_driver(uri, self.password), uri
        return self._driver

    def async_driver(self) -> "neo4j.AsyncDriver":
        """Returns the same for asyncio. `async with` closes it; after `with` or `start` its caller does."""
        if self._async_driver is None:
            import neo4j

            # The driver's keyword arguments have no types.
            self._async_driver = neo4j.AsyncGraphDatabase.driver(  # pyright: ignore[reportUnknownMemberType]
                self.bolt_uri, auth=(self.user, self.password)
            )
        return self._async_driver

    def explain(self) -> Unavailable | None:
        """Returns why the server does not answer, if known; None while it should."""
        return self._supervised.explain()

    def report_panic(self) -> None:
        """Lets a server whose database has stopped itself be started again, as soon as its disk has space. See `is_panic`."""
        self._supervised.report_panic()

    def start(self) -> Self:
        """Starts the server or uses the one that runs, and returns this object once it answers. A second call has no effect.

        Raises:
            CannotStart: it cannot be had; the message says why and what to do.
            DiskFull: nothing can be written in the folder.
        """
        if self._lease is not None:
            return self
        if os.name == "nt":
            raise CannotStart("the embedded Neo4j needs Linux or macOS; WSL will do.", option="system")
        home = self.folder
        prepare_home(home)
        java = find_java()
        recipe = Recipe(self._options, java, ensure_jars(self._options.cache, self._report))
        with FileLock(home / "start.lock"):
            lease = Lease(home)
            try:
                found = _join(self._options, lease, self._report)
                if found is None:
                    self._report(f"Starting Neo4j in {home} …")
                launched = found or _start(recipe, lease, self._record)
            except BaseException:
                lease.leave()
                raise
            self._supervisor = Supervisor(recipe, lease, launched.state, launched.process)
        self._lease, self._archive, self.started = lease, launched.archive, found is None
        return self

    def stop(self) -> None:
        """Gives the server back. A second call has no effect."""
        lease, self._lease = self._lease, None
        if lease is None:
            return
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()
        supervisor = self._supervised
        supervisor.stop()
        with FileLock(self.folder / "start.lock"):
            state, process = supervisor.state, supervisor.process
            if state.pipe is not None and lease.is_last():
                if found := find_process(self.folder, state.pid):
                    end_process(found)
                lease.dismiss_watcher()
                if process is not None:
                    exit_code = process.wait()
                    if self._archive is not None:
                        keep_archive(self._archive, self.folder, exit_code)
                forget_state(self.folder, state.pid)
            lease.leave()
        if process is not None and process.poll() is None:
            _left_to_others.append(process)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        return await asyncio.to_thread(self.start)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        driver, self._async_driver = self._async_driver, None
        if driver is not None:
            await driver.close()
        await asyncio.to_thread(self.stop)


@dataclass(frozen=True)
class ServerStatus:
    """A running server process, whether or not it answers. A detached one runs without users too."""

    folder: Path
    pid: int
    bolt_uri: str
    browser_url: str
    detached: bool
    answers: bool


def _start(recipe: Recipe, lease: Lease, record: bool) -> ServerProcess:
    try:
        return launch(recipe, lease, record=record)
    except BaseException:
        if state := read_state(recipe.home):
            forget_state(recipe.home, state.pid)
        raise


def _join(options: Options, lease: Lease, report: Report) -> ServerProcess | None:
    """Returns the running server once it answers. If it has lost all its users, waits for its end first."""
    home = options.folder
    state = read_state(home)
    process = state and find_process(home, state.pid)
    if state is None or process is None:
        return None
    if state.stopped or not lease.join(state.pipe):
        report("Waiting for the previous Neo4j to stop …")
        end_process(process)
        return None
    try:
        wait_until_ready(home, state, read_password(home), options.database)
    except Panicked as error:
        if is_full(home):
            raise disk_full(home) from error
        report("Starting Neo4j again, since its database has stopped itself after a fault …")
        end_process(process)
        lease.dismiss_watcher()
        return None
    except CannotStart:
        if not is_alive(process):
            return None  # it was about to stop
        raise
    return ServerProcess(state, None, None)


def status(folder: str | os.PathLike[str], database: str = "neo4j") -> ServerStatus | None:
    """Returns the running server of this folder; None if none runs."""
    home = whole_path(folder)
    state = read_state(home)
    process = state and find_process(home, state.pid)
    if state is None or process is None:
        return None
    try:
        ready = answers(process, state, read_password(home), database)
    except CannotStart:
        ready = False
    return ServerStatus(home, state.pid, state.bolt_uri, state.browser_url, state.pipe is None, ready)


def stop_server(folder: str | os.PathLike[str]) -> bool:
    """Stops the server of this folder, even if it is used, and prevents its restart. Returns False if none runs."""
    home = whole_path(folder)
    state = read_state(home)
    process = state and find_process(home, state.pid)
    if state is None or process is None:
        return False
    # The state file stays, so that users know that the stop was intended.
    write_state(home, replace(state, stopped=True))
    end_process(process)
    return True
