"""The Java process of the embedded Neo4j: its command line, its launch, the wait until it serves, why it did not."""

import http.client
import re
import subprocess
import time
from pathlib import Path

import neo4j
import psutil
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from service.errors import SetupError
from service.graph.java import Java
from service.graph.server_home import LOOPBACK, USER, ServerState, memory_bytes, port_in_use
from service.settings import Settings

BOLT_PORT_VARIABLE = "VIDEOGRAPH_NEO4J_BOLT_PORT"
HTTP_PORT_VARIABLE = "VIDEOGRAPH_NEO4J_HTTP_PORT"

# An empty store takes 7 s on two cores; this is for slow machines and for recovery after a crash.
START_SECONDS = 180.0
_POLL_SECONDS = 0.1
_SERIAL_GC_UP_TO = 1 << 30

# The shell starts a watcher and then becomes Java, so $$ is Java's pid. The watcher reads from the pipe that our
# process holds: a line means that all is over, end of file that we are gone, by whatever death, and Java must go too.
_OWNED = 'exec 3<&0; ( read -r line <&3 || kill -TERM $$ ) & exec "$@" </dev/null 3<&-'
# Java becomes init's child; nothing of ours has to wait for it.
_DETACHED = 'log=$1; shift; "$@" </dev/null >"$log" 2>&1 & echo $!'


class PortTakenError(SetupError):
    """A port was free when it was chosen and is not any more."""

    def __init__(self, port: int, variable: str) -> None:
        super().__init__(port_in_use(port, variable))
        self.port = port


def java_command(java: Java, jars: Path, home: Path, settings: Settings, *, quick: bool) -> list[str]:
    """`quick` starts in two thirds of the time and leaves the optimizing compiler out: for demo and tests."""
    heap = memory_bytes(settings.neo4j_heap, "VIDEOGRAPH_NEO4J_HEAP")
    options = [f"-Xmx{heap}", "-Djava.awt.headless=true", "-Dlog4j2.disable.jmx=true"]
    if heap <= _SERIAL_GC_UP_TO:
        options.append("-XX:+UseSerialGC")
    if quick:
        options.append("-XX:TieredStopAtLevel=1")
    for package in ("java.lang", "java.io", "java.nio", "sun.nio.ch"):
        options.append(f"--add-opens=java.base/{package}=ALL-UNNAMED")
    main = "org.neo4j.server.CommunityEntryPoint"
    folders = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    # Without console mode nothing is printed, and a failed start could not be explained.
    return [str(java.command), *options, "-cp", f"{jars}/*", main, *folders, "--console-mode"]


def console_log(home: Path) -> Path:
    """What the last start printed; Neo4j's own logs lie beside it."""
    return home / "logs" / "console.log"


def launch_owned(command: list[str], home: Path) -> subprocess.Popen[bytes]:
    """Starts Java so that it ends with this process; write a line to its stdin once it has ended by itself.

    In a session of its own, or Ctrl-C would reach it before its time.
    """
    with console_log(home).open("wb") as log:
        return subprocess.Popen(
            ["/bin/sh", "-c", _OWNED, "neo4j", *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=home,
        )


def launch_detached(command: list[str], home: Path) -> int:
    """Starts Java so that it outlives this process; returns its pid."""
    answer = subprocess.run(
        ["/bin/sh", "-c", _DETACHED, "neo4j", str(console_log(home)), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
        cwd=home,
        check=True,
    )
    return int(answer.stdout)


def find_process(home: Path, pid: int) -> psutil.Process | None:
    """The process if it lives and is a Neo4j of this home; pids are used again, so the number alone says little."""
    try:
        process = psutil.Process(pid)
        return process if is_alive(process) and f"--home-dir={home}" in process.cmdline() else None
    except psutil.Error:
        return None


def is_alive(process: psutil.Process) -> bool:
    """Whether this very process still runs; the dead child that nobody has waited for does not count."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def end_process(process: psutil.Process, seconds: float = 30.0) -> None:
    """Asks it to stop, waits, and in the end makes it; Neo4j recovers from that at its next start."""
    try:
        process.terminate()
        try:
            process.wait(seconds)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(seconds)
    except psutil.NoSuchProcess:
        pass


def answers(state: ServerState, password: str, database: str) -> bool:
    """Whether both doors are open: HTTP, which Neo4j opens last, and a query over Bolt.

    Raises:
        SetupError: it answers, but refuses the password or has no such database.
    """
    if not _http_answers(state.http_port):
        return False
    try:
        with (
            _open_driver(state.bolt_uri, password) as driver,
            driver.session(database=database) as session,  # pyright: ignore[reportUnknownMemberType]
        ):
            session.run("RETURN 1").consume()
    except ClientError as error:
        raise SetupError(f"the Neo4j at {state.bolt_uri} refuses: {error.message}") from error
    except (DriverError, Neo4jError):
        return False
    return True


def _open_driver(uri: str, password: str) -> neo4j.Driver:
    # The driver leaves its keyword arguments untyped.
    return neo4j.GraphDatabase.driver(uri, auth=(USER, password), connection_timeout=5)  # pyright: ignore[reportUnknownMemberType]


def _http_answers(port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until_ready(home: Path, state: ServerState, password: str, database: str) -> None:
    """Returns once the server answers.

    Raises:
        SetupError: it ended or did not answer in time; the message holds what its log says about it.
    """
    deadline = time.monotonic() + START_SECONDS
    try:
        process = psutil.Process(state.pid)
    except psutil.NoSuchProcess:
        raise _explain_failure(home, state) from None
    while not answers(state, password, database):
        if not is_alive(process):
            raise _explain_failure(home, state)
        if time.monotonic() > deadline:
            raise SetupError(
                f"the Neo4j in {home} (process {state.pid}) does not answer after {START_SECONDS:.0f} s. "
                f"Its log is {console_log(home)}. Stop it with `videograph neo4j stop` and try again."
            )
        time.sleep(_POLL_SECONDS)


def _explain_failure(home: Path, state: ServerState) -> SetupError:
    log = console_log(home).read_text(encoding="utf-8", errors="replace")
    if "FileLockException" in log:
        return SetupError(
            f"the data in {home} is in use by another program{_holder(home)}. "
            "Stop that, or let VIDEOGRAPH_HOME name another folder."
        )
    for port, variable in ((state.bolt_port, BOLT_PORT_VARIABLE), (state.http_port, HTTP_PORT_VARIABLE)):
        if re.search(rf":{port} is already in use", log):
            return PortTakenError(port, variable)
    return SetupError(f"Neo4j did not start. Its log ({console_log(home)}) says:\n{telling_lines(log)}")


def telling_lines(log: str, count: int = 6) -> str:
    """The lines of a failed start that say why: errors and their causes, else the last ones; no stack frames."""
    lines = [
        line.rstrip() for line in log.splitlines() if line.strip() and not re.match(r"\s+(at |\.\.\. )", line)
    ]
    telling = [line for line in lines if re.search(r"\bERROR\b|\bError\b|Caused by|Exception", line)]
    return "\n".join(f"  {line[:300]}" for line in (telling or lines)[-count:]) or "  nothing"


def _holder(home: Path) -> str:
    """` (process 12, java)` when the machine tells who has the store open."""
    lock = str(home / "data" / "databases" / "store_lock")
    for process in psutil.process_iter():
        try:
            if any(file.path == lock for file in process.open_files()):
                return f" (process {process.pid}, {process.name()})"
        except (psutil.Error, OSError):
            continue  # another user's, or gone meanwhile
    return ""
