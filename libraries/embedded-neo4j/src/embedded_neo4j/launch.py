"""Launches the Java of a server and waits until it answers, at the first start and at restarts."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from embedded_neo4j.class_archive import archive_file, archive_options
from embedded_neo4j.config import choose_ports, is_free, render_config
from embedded_neo4j.disk_space import disk_full, forget_full, is_full, is_no_space, was_full
from embedded_neo4j.errors import CannotStart, DiskFull, PortInUse
from embedded_neo4j.home import (
    ServerState,
    ensure_password,
    has_data,
    read_password,
    read_state,
    write_state,
)
from embedded_neo4j.java import Java
from embedded_neo4j.options import Options
from embedded_neo4j.process import (
    end_process,
    find_process,
    java_command,
    launch_detached,
    launch_owned,
)
from embedded_neo4j.startup import wait_until_ready
from embedded_neo4j.users import Lease

_PORT_ATTEMPTS = 3


@dataclass(frozen=True)
class Recipe:
    """All that it takes to launch a server."""

    options: Options
    java: Java
    jars: Path

    @property
    def home(self) -> Path:
        return self.options.folder


@dataclass(frozen=True)
class ServerProcess:
    """A server that answers. `process` is None for a detached one. `archive` is the class archive that it records, if
    any."""

    state: ServerState
    process: subprocess.Popen[bytes] | None
    archive: Path | None


def launch(
    recipe: Recipe, lease: Lease, *, record: bool = False, cancelled: Callable[[], bool] = lambda: False
) -> ServerProcess:
    """Starts a new server for the home, on the ports of the previous one if they are free. The caller must hold
    start.lock.

    Raises:
        DiskFull: nothing can be written in the home.
        CannotStart: it does not start, or `cancelled` says that nobody waits for it any more.
    """
    home, options = recipe.home, recipe.options
    archive = archive_file(recipe.jars, recipe.java)
    record = record and has_data(home) and not archive.exists()
    attempts = _PORT_ATTEMPTS
    before = read_state(home)
    try:
        classes = archive_options(archive, home, record=record)
        ensure_password(home)
        command = java_command(recipe.java, recipe.jars, home, options, classes=classes)
        while True:
            bolt_port, http_port = _ports(options, before)
            config = render_config(options, bolt_port, http_port, torn_log=was_full(home))
            (home / "conf" / "neo4j.conf").write_text(config, encoding="utf-8")
            try:
                launched = _launch(recipe, lease, command, (bolt_port, http_port), cancelled)
                forget_full(home)
                return launched if not record else ServerProcess(launched.state, launched.process, archive)
            except PortInUse as error:
                # Another program has taken the port. A port that was not chosen can be changed.
                attempts, before = attempts - 1, None
                if not attempts or error.port in (options.bolt_port, options.http_port):
                    raise
    except OSError as error:
        if is_no_space(error):
            raise disk_full(home) from error
        raise CannotStart(f"Neo4j cannot be started in {home}: {error.strerror}: {error.filename}") from error
    except DiskFull:
        raise
    except CannotStart as error:
        if is_full(home):  # the log may say nothing, because it is on the same disk
            raise disk_full(home) from error
        raise


def _ports(options: Options, before: ServerState | None) -> tuple[int, int]:
    """Returns the ports of the previous server, which clients know, unless the options or other programs prevent it."""
    if before is not None:
        wanted = options.bolt_port or before.bolt_port, options.http_port or before.http_port
        if wanted == (before.bolt_port, before.http_port) and all(map(is_free, wanted)):
            return wanted
    return choose_ports(options)


def _launch(
    recipe: Recipe, lease: Lease, command: list[str], ports: tuple[int, int], cancelled: Callable[[], bool]
) -> ServerProcess:
    home = recipe.home
    process: subprocess.Popen[bytes] | None = None
    if recipe.options.detached:
        pipe = None
        pid = launch_detached(command, home)
        lease.join(None)
    else:
        pipe, reading = lease.make_pipe()
        try:
            process = launch_owned(command, home, reading)
        finally:
            os.close(reading)
        pid = process.pid
    state = ServerState(pid, *ports, pipe)
    try:
        write_state(home, state)
        wait_until_ready(home, state, read_password(home), recipe.options.database, cancelled)
    except BaseException:  # also after Ctrl-C: a server that does not answer must not keep running
        if found := find_process(home, pid):
            end_process(found)
        lease.dismiss_watcher()
        if process is not None:
            process.wait()
        raise
    return ServerProcess(state, process, None)
