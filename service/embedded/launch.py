"""Launches the Java of an embedded server and waits until it answers, at the first start and at restarts."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from service.embedded.class_archive import archive_file, archive_options
from service.embedded.config import choose_ports, is_free, render_config
from service.embedded.disk_space import disk_full, forget_full, is_full, is_no_space, was_full
from service.embedded.home import (
    ServerState,
    ensure_password,
    has_data,
    read_password,
    read_state,
    write_state,
)
from service.embedded.java import Java
from service.embedded.process import (
    end_process,
    find_process,
    java_command,
    launch_detached,
    launch_owned,
)
from service.embedded.startup import PortTakenError, wait_until_ready
from service.embedded.users import Lease
from service.errors import DiskFull, SetupError
from service.settings import Settings

_PORT_ATTEMPTS = 3


@dataclass(frozen=True)
class Recipe:
    """Options for launching the server of a home; see `start_server`."""

    home: Path
    settings: Settings
    java: Java
    jars: Path
    quick: bool
    detached: bool


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
        SetupError: it does not start, or `cancelled` says that nobody waits for it any more.
    """
    home, settings = recipe.home, recipe.settings
    archive = archive_file(recipe.jars, recipe.java)
    record = record and has_data(home) and not archive.exists()
    attempts = _PORT_ATTEMPTS
    before = read_state(home)
    try:
        classes = archive_options(archive, home, record=record)
        ensure_password(home)
        command = java_command(recipe.java, recipe.jars, home, settings, quick=recipe.quick, classes=classes)
        while True:
            bolt_port, http_port = _ports(settings, before)
            config = render_config(settings, bolt_port, http_port, torn_log=was_full(home))
            (home / "conf" / "neo4j.conf").write_text(config, encoding="utf-8")
            try:
                launched = _launch(recipe, lease, command, (bolt_port, http_port), cancelled)
                forget_full(home)
                return launched if not record else ServerProcess(launched.state, launched.process, archive)
            except PortTakenError as error:
                # Another program has taken the port. A port that is not configured can be changed.
                attempts, before = attempts - 1, None
                if not attempts or error.port in (settings.neo4j_bolt_port, settings.neo4j_http_port):
                    raise
    except OSError as error:
        if is_no_space(error):
            raise disk_full(home) from error
        raise SetupError(f"Neo4j cannot be started in {home}: {error.strerror}: {error.filename}") from error
    except DiskFull:
        raise
    except SetupError as error:
        if is_full(home):  # the log may say nothing, because it is on the same disk
            raise disk_full(home) from error
        raise


def _ports(settings: Settings, before: ServerState | None) -> tuple[int, int]:
    """Returns the ports of the previous server, which clients know, unless the settings or other programs prevent it."""
    if before is not None:
        wanted = settings.neo4j_bolt_port or before.bolt_port, settings.neo4j_http_port or before.http_port
        if wanted == (before.bolt_port, before.http_port) and all(map(is_free, wanted)):
            return wanted
    return choose_ports(settings)


def _launch(
    recipe: Recipe, lease: Lease, command: list[str], ports: tuple[int, int], cancelled: Callable[[], bool]
) -> ServerProcess:
    home = recipe.home
    process: subprocess.Popen[bytes] | None = None
    if recipe.detached:
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
        wait_until_ready(home, state, read_password(home), recipe.settings.neo4j_database, cancelled)
    except BaseException:  # also after Ctrl-C: a server that does not answer must not keep running
        if found := find_process(home, pid):
            end_process(found)
        lease.dismiss_watcher()
        if process is not None:
            process.wait()
        raise
    return ServerProcess(state, process, None)
