"""Waits until a server answers, and explains a failed start."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from embedded_neo4j.config import port_in_use
from embedded_neo4j.disk_space import disk_full
from embedded_neo4j.errors import CannotStart, EmbeddedNeo4jError, Panicked
from embedded_neo4j.home import USER, ServerState
from embedded_neo4j.process import console_log, is_alive

if TYPE_CHECKING:
    import neo4j

# An empty store takes 7 s on two cores; the limit is for slow machines and for recovery after a crash.
START_SECONDS = 180.0
_POLL_SECONDS = 0.1


def answers(process: psutil.Process, state: ServerState, password: str, database: str) -> bool:
    """Returns whether this process, and no other at its ports, serves HTTP (which Neo4j opens last) and a query over
    Bolt.

    Raises:
        CannotStart: it answers, but refuses the password or has no such database; `Panicked`: it needs a restart.
    """
    if not {state.bolt_port, state.http_port} <= _listening_ports(process):
        return False
    from neo4j.exceptions import (  # a quarter of a second, not needed to find a folder
        ClientError,
        DriverError,
        Neo4jError,
    )

    try:
        with (
            open_driver(state.bolt_uri, password) as driver,
            driver.session(database=database) as session,  # pyright: ignore[reportUnknownMemberType]
        ):
            session.run("RETURN 1").consume()
    except ClientError as error:
        raise CannotStart(f"the Neo4j at {state.bolt_uri} refuses: {error.message}") from error
    except (DriverError, Neo4jError) as error:
        if is_panic(error):
            raise Panicked(
                f"the database in Neo4j at {state.bolt_uri} has stopped itself after a fault"
            ) from error
        return False
    return True


_PANICS = (
    "Neo.DatabaseError.Transaction.TransactionLogError",
    "Neo.DatabaseError.Transaction.TransactionCommitFailed",  # it is in the log, and is applied after the restart
)


def is_panic(error: BaseException | None) -> bool:
    """Returns whether Neo4j says that its database has stopped itself, as it does if it cannot write. Only a restart
    helps."""
    from neo4j.exceptions import Neo4jError

    return isinstance(error, Neo4jError) and (
        error.code in _PANICS or "critical error, and needs to be restarted" in (error.message or "")
    )


def open_driver(uri: str, password: str) -> "neo4j.Driver":
    import neo4j

    # The driver's keyword arguments have no types.
    return neo4j.GraphDatabase.driver(uri, auth=(USER, password), connection_timeout=5)  # pyright: ignore[reportUnknownMemberType]


def _listening_ports(process: psutil.Process) -> set[int]:
    try:
        connections = process.net_connections("tcp")
    except psutil.Error:
        return set()
    return {connection.laddr.port for connection in connections if connection.status == psutil.CONN_LISTEN}


def wait_until_ready(
    home: Path,
    state: ServerState,
    password: str,
    database: str,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Raises:
    CannotStart: it ended or did not answer in time, and the message holds what its log says about it; or `cancelled`."""
    deadline = time.monotonic() + START_SECONDS
    try:
        process = psutil.Process(state.pid)
    except psutil.NoSuchProcess:
        raise _explain_failure(home, state) from None
    while not answers(process, state, password, database):
        if not is_alive(process):
            raise _explain_failure(home, state)
        if cancelled():
            raise CannotStart("the start of Neo4j was cancelled")
        if time.monotonic() > deadline:
            raise CannotStart(
                f"the Neo4j in {home} (process {state.pid}) does not answer after {START_SECONDS:.0f} s. "
                f"Its log is {console_log(home)}. Stop it and try again.",
                option="stop",
            )
        time.sleep(_POLL_SECONDS)


def _explain_failure(home: Path, state: ServerState) -> EmbeddedNeo4jError:
    log = console_log(home).read_text(encoding="utf-8", errors="replace")
    if "FileLockException" in log:
        return CannotStart(
            f"the data in {home} is in use by another program{_holder(home)}. "
            "Stop that, or choose another folder.",
            option="folder",
        )
    if "No space left on device" in log:
        return disk_full(home)
    for port, option in ((state.bolt_port, "bolt_port"), (state.http_port, "http_port")):
        if re.search(rf"PortBindException: .*:{port}\b", log):
            return port_in_use(port, option)
    return CannotStart(f"Neo4j did not start. Its log ({console_log(home)}) says:\n{telling_lines(log)}")


def telling_lines(log: str, count: int = 6) -> str:
    """Returns the last lines of a failed start, from the first error on, without stack frames."""
    lines = [line for line in log.splitlines() if line.strip() and not re.match(r"\s+(at |\.\.\. )", line)]
    first = next((n for n, line in enumerate(lines) if re.search(r"\bERROR\b|\bError\b", line)), 0)
    return "\n".join(f"  {line.rstrip()[:300]}" for line in lines[first:][-count:]) or "  nothing"


def _holder(home: Path) -> str:
    """Returns ` (process 12, java)` if the system says which process has the store open."""
    lock = str(home / "data" / "databases" / "store_lock")
    for process in psutil.process_iter():
        try:
            if any(file.path == lock for file in process.open_files()):
                return f" (process {process.pid}, {process.name()})"
        except (psutil.Error, OSError):
            continue  # another user's process, or gone meanwhile
    return ""
