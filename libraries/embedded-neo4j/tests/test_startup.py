"""Why a server did not start, read from what Neo4j 5.26 prints then."""

from pathlib import Path

import psutil
import pytest

from embedded_neo4j.errors import DiskFull, EmbeddedNeo4jError, PortInUse
from embedded_neo4j.home import ServerState
from embedded_neo4j.startup import telling_lines, wait_until_ready

BOLT_PORT_TAKEN = """\
2026-11-24 18:15:57.100+0000 INFO  Starting...
2026-11-24 18:15:58.727+0000 ERROR Failed to start Neo4j on 127.0.0.1:37193.
java.lang.RuntimeException: Error starting Neo4j database server at /home/ada/data/databases
	at org.neo4j.graphdb.facade.DatabaseManagementServiceFactory.startDatabaseServer(DatabaseManagement.java:1)
Caused by: org.neo4j.configuration.helpers.PortBindException: An error occurred while trying to bind to the socket \
/127.0.0.1:47995
	... 5 more
Caused by: io.netty.channel.unix.Errors$NativeIoException: bind(..) failed with error(-98): Address already in use
2026-11-24 18:15:58.800+0000 INFO  Stopped.
"""
HTTP_PORT_TAKEN = """\
2026-11-24 18:18:17.875+0000 ERROR Failed to start Neo4j on 127.0.0.1:37193: Address 127.0.0.1:37193 is already in \
use, cannot bind to it.
java.lang.RuntimeException: Error starting Neo4j database server at /home/ada/data/databases
Caused by: org.neo4j.configuration.helpers.PortBindException: Address 127.0.0.1:37193 is already in use, cannot bind \
to it.
	... 8 more
"""
STORE_LOCKED = """\
2026-11-24 18:15:58.727+0000 ERROR Failed to start Neo4j on 127.0.0.1:37193.
Caused by: org.neo4j.io.locker.FileLockException: Lock file has been locked by another process: \
/home/ada/data/databases/store_lock. Please ensure no other process is using this database
"""
STATE = ServerState(
    pid=2**22 + 1, bolt_port=47995, http_port=37193, pipe=None
)  # above the highest pid of Linux


DISK_FULL = """\
2026-11-29 02:20:05.078+0000 ERROR Failed to start Neo4j on 127.0.0.1:37193.
Caused by: java.io.IOException: No space left on device
"""


def failure(home: Path, log: str) -> EmbeddedNeo4jError:
    (home / "logs").mkdir()
    (home / "logs" / "console.log").write_text(log)
    assert not psutil.pid_exists(STATE.pid)
    with pytest.raises(EmbeddedNeo4jError) as caught:
        wait_until_ready(home, STATE, "password", "neo4j")
    return caught.value


@pytest.mark.parametrize(
    ("log", "port", "option"),
    [
        (BOLT_PORT_TAKEN, 47995, "bolt_port"),
        (HTTP_PORT_TAKEN, 37193, "http_port"),
    ],
)
def test_port_that_somebody_took_is_named(tmp_path: Path, log: str, port: int, option: str) -> None:
    error = failure(tmp_path, log)

    assert isinstance(error, PortInUse)
    assert (error.port, error.option) == (port, option)
    assert str(error) == (
        f"port {port} for Neo4j is in use by another program. Stop that, or choose another port (0 takes a free one)."
    )


def test_data_in_use_is_told_with_the_way_out(tmp_path: Path) -> None:
    assert str(failure(tmp_path, STORE_LOCKED)) == (
        f"the data in {tmp_path} is in use by another program. Stop that, or choose another folder."
    )


def test_a_full_disk_is_named_with_its_folder(tmp_path: Path) -> None:
    error = failure(tmp_path, DISK_FULL)

    assert type(error) is DiskFull
    assert str(error).startswith(f"The disk is full: Neo4j cannot write in {tmp_path} (")


def test_anything_else_is_told_in_the_words_of_the_log(tmp_path: Path) -> None:
    log = "Error occurred during initialization of VM\nToo small maximum heap\n"

    assert str(failure(tmp_path, log)) == (
        f"Neo4j did not start. Its log ({tmp_path / 'logs' / 'console.log'}) says:\n"
        "  Error occurred during initialization of VM\n"
        "  Too small maximum heap"
    )


def test_telling_lines_begin_at_the_error_and_leave_stack_frames_out() -> None:
    assert telling_lines(BOLT_PORT_TAKEN, 3).splitlines() == [
        "  Caused by: org.neo4j.configuration.helpers.PortBindException: An error occurred while trying to bind to the "
        "socket /127.0.0.1:47995",
        "  Caused by: io.netty.channel.unix.Errors$NativeIoException: bind(..) failed with error(-98): Address already "
        "in use",
        "  2026-11-24 18:15:58.800+0000 INFO  Stopped.",
    ]


def test_a_log_without_an_error_gives_its_last_lines() -> None:
    assert telling_lines("one\ntwo\n\nthree\n", 2) == "  two\n  three"
    assert telling_lines("") == "  nothing"
