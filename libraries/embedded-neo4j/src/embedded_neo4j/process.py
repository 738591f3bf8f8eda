"""The Java process of a server: its command line, its launch, its end."""

import subprocess
import time
from pathlib import Path

import psutil

from embedded_neo4j.java import Java
from embedded_neo4j.memory import heap_bytes
from embedded_neo4j.options import Options

# Usually a stop takes less than one second; the limit is for a full page cache on a slow disk, and for recording the
# class archive.
STOP_SECONDS = 60.0
EXIT_SECONDS = 10.0
"""Limit for a killed process to be gone, which takes a busy machine some tenths of a second for each GB."""
_POLL_SECONDS = 0.05
_SERIAL_GC_UP_TO = 1 << 30

# The shell starts a watcher and then becomes Java, so $$ is Java's pid. The watcher reads from the pipe that all
# users hold open. A line means a normal end. End of file means that all users are gone, and Java must end too.
_OWNED = 'exec 3<&0; ( read -r line <&3 || kill -TERM $$ ) & exec "$@" </dev/null 3<&-'
# Java becomes init's child, so no process of ours must wait for it.
_DETACHED = 'log=$1; shift; "$@" </dev/null >"$log" 2>&1 & echo $!'


def java_command(java: Java, jars: Path, home: Path, options: Options, *, classes: list[str]) -> list[str]:
    """Quick ones start in two thirds of the time, without the optimizing compiler. `classes` are the options of the
    class archive."""
    heap = heap_bytes(options.heap)
    flags = [f"-Xmx{heap}", "-Djava.awt.headless=true", "-Dlog4j2.disable.jmx=true"]
    if heap <= _SERIAL_GC_UP_TO:
        flags.append("-XX:+UseSerialGC")
    if options.quick:
        flags.append("-XX:TieredStopAtLevel=1")
    flags += [*options.java_options, *classes]
    for package in ("java.lang", "java.io", "java.nio", "sun.nio.ch"):
        flags.append(f"--add-opens=java.base/{package}=ALL-UNNAMED")
    main = "org.neo4j.server.CommunityEntryPoint"
    folders = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    # Without console mode nothing is printed, and there would be no reason for a failed start.
    return [str(java.command), *flags, "-cp", f"{jars}/*", main, *folders, "--console-mode"]


def console_log(home: Path) -> Path:
    """Returns the path of the last start's output, beside Neo4j's own logs."""
    return home / "logs" / "console.log"


def launch_owned(command: list[str], home: Path, pipe: int) -> subprocess.Popen[bytes]:
    """Starts Java so that it ends when no process holds the writing end of `pipe` any more.

    In its own session, so that Ctrl-C does not reach it.
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
    """Returns the process if it runs and is a Neo4j of this home. The number alone is not enough, because pids are
    reused."""
    try:
        process = psutil.Process(pid)
        return process if is_alive(process) and f"--home-dir={home}" in process.cmdline() else None
    except psutil.Error:
        return None


def wait_for_exit(pid: int, seconds: float = EXIT_SECONDS) -> None:
    """Waits while a process that was killed gives back its memory. It has no command line any more, so `find_process` does
    not find it, but it still has its ports and the lock of the store."""
    deadline = time.monotonic() + seconds
    try:
        process = psutil.Process(pid)
        while is_alive(process) and not process.cmdline() and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
    except psutil.Error:
        pass


def is_alive(process: psutil.Process) -> bool:
    """Returns whether this process still runs. A dead child that was not waited for does not count."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def end_process(process: psutil.Process, seconds: float = STOP_SECONDS) -> None:
    """Asks it to stop, waits, and finally kills it; Neo4j recovers from that at its next start."""
    try:
        process.terminate()
        # psutil's wait lasts until the parent has waited for its child, and we may not be the parent.
        deadline = time.monotonic() + seconds
        while is_alive(process):
            if time.monotonic() > deadline:
                process.kill()
            time.sleep(_POLL_SECONDS)
    except psutil.NoSuchProcess:
        pass
