"""The Java process of the embedded Neo4j: its command line, its launch, its end."""

import subprocess
import time
from pathlib import Path

import psutil

from service.graph.server.config import memory_bytes
from service.graph.server.java import Java
from service.settings import Settings

# A stop takes less than one; this is for a full page cache on a slow disk, and for recording the class archive.
STOP_SECONDS = 60.0
_POLL_SECONDS = 0.05
_SERIAL_GC_UP_TO = 1 << 30

# The shell starts a watcher and then becomes Java, so $$ is Java's pid. The watcher reads from the pipe that all users
# hold: a line means that all is over, end of file that they are gone, by whatever death, and Java must go too.
_OWNED = 'exec 3<&0; ( read -r line <&3 || kill -TERM $$ ) & exec "$@" </dev/null 3<&-'
# Java becomes init's child; nothing of ours has to wait for it.
_DETACHED = 'log=$1; shift; "$@" </dev/null >"$log" 2>&1 & echo $!'


def java_command(
    java: Java, jars: Path, home: Path, settings: Settings, *, quick: bool, classes: list[str]
) -> list[str]:
    """The whole command line.

    `quick` starts in two thirds of the time and leaves the optimizing compiler out. `classes` are the options of the
    class archive.
    """
    heap = memory_bytes(settings.neo4j_heap, "VIDEOGRAPH_NEO4J_HEAP")
    options = [f"-Xmx{heap}", "-Djava.awt.headless=true", "-Dlog4j2.disable.jmx=true"]
    if heap <= _SERIAL_GC_UP_TO:
        options.append("-XX:+UseSerialGC")
    if quick:
        options.append("-XX:TieredStopAtLevel=1")
    options += classes
    for package in ("java.lang", "java.io", "java.nio", "sun.nio.ch"):
        options.append(f"--add-opens=java.base/{package}=ALL-UNNAMED")
    main = "org.neo4j.server.CommunityEntryPoint"
    folders = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    # Without console mode nothing is printed, and a failed start could not be explained.
    return [str(java.command), *options, "-cp", f"{jars}/*", main, *folders, "--console-mode"]


def console_log(home: Path) -> Path:
    """What the last start printed; Neo4j's own logs lie beside it."""
    return home / "logs" / "console.log"


def launch_owned(command: list[str], home: Path, pipe: int) -> subprocess.Popen[bytes]:
    """Starts Java so that it ends when nobody holds the writing end of `pipe` any more.

    In a session of its own, or Ctrl-C would reach it before its time.
    """
    with console_log(home).open("wb") as log:
        return subprocess.Popen(
            ["/bin/sh", "-c", _OWNED, "neo4j", *command],
            stdin=pipe,
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


def end_process(process: psutil.Process, seconds: float = STOP_SECONDS) -> None:
    """Asks it to stop, waits, and in the end makes it; Neo4j recovers from that at its next start."""
    try:
        process.terminate()
        # psutil's own wait would last until the parent, if it is not us, has taken notice of its child's death.
        deadline = time.monotonic() + seconds
        while is_alive(process):
            if time.monotonic() > deadline:
                process.kill()
            time.sleep(_POLL_SECONDS)
    except psutil.NoSuchProcess:
        pass
