"""`videograph up` in a process of its own, over a Neo4j that is there."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support import backend
from support.paths import ROOT
from support.videograph_process import command, found_here, kill, read_line, wait_for_end


@contextmanager
def serve(neo4j: backend.Neo4jServer, home: Path, *, warm: bool = False, **settings: str) -> Iterator[str]:
    """The address of `videograph up` over a Neo4j, with further settings.

    Args:
        warm: it plans statements in advance, as for users; see videograph_process.py.
    """
    with start(neo4j, home, warm=warm, **settings) as (process, address):
        yield address
        process.send_signal(signal.SIGTERM)
        code = wait_for_end(process, "the service to end after SIGTERM", home / "log.txt")
        assert code == 0, (home / "log.txt").read_text()


@contextmanager
def start(
    neo4j: backend.Neo4jServer, home: Path, *, warm: bool = False, **settings: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the address of `videograph up`. Who calls this ends the process; after a failure it is killed.

    Raises:
        TimeoutError: it does not say its address.
    """
    log = home / "log.txt"
    environment = {
        **os.environ,
        "VIDEOGRAPH_HOME": str(home),
        # A busy machine plans a page's first statements for longer than a reader would wait: no test here is of that.
        "VIDEOGRAPH_QUERY_TIMEOUT": "30",
        "VIDEOGRAPH_PLANNING_TIMEOUT": "60",
        "VIDEOGRAPH_NEO4J_URI": neo4j.uri,
        "VIDEOGRAPH_NEO4J_USER": neo4j.user,
        "VIDEOGRAPH_NEO4J_PASSWORD": neo4j.password,
        **settings,
    }
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            command("up", "--port", "0", warm=warm),
            cwd=ROOT,
            env=found_here(environment),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            line = read_line(process, "the service to say its address", log)
            assert "/graphql" in line, log.read_text()
            yield process, line.split(" at ")[1].split("/graphql")[0]
        except BaseException:
            kill(process)
            raise
        wait_for_end(process, "the service to end", log)
