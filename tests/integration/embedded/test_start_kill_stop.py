"""One embedded server of a new home: it answers, is killed and starts again without loss, and stops. The rest of this folder is run at night."""

import os
import signal
import time
from pathlib import Path

import neo4j
import psutil

from service.embedded.embedded import RunningServer, start_server, status, stop_server
from service.settings import Settings
from support.jar_cache import make_own_cache

PATIENCE = 60.0


def add_note(server: RunningServer, name: str) -> list[str]:
    """Adds a note, and returns the names of all."""
    with neo4j.GraphDatabase.driver(server.bolt_uri, auth=(server.user, server.password)) as driver:
        driver.execute_query("CREATE (:Note {name: $name})", {"name": name}, database_="neo4j")
        found = driver.execute_query("MATCH (n:Note) RETURN n.name ORDER BY n.name", database_="neo4j")
    return [record[0] for record in found.records]


def test_a_server_that_is_killed_starts_again_without_loss_and_stops(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", cache=make_own_cache(tmp_path / "cache"))
    with start_server(settings, quick=True) as server:
        assert add_note(server, "first") == ["first"]
        killed = server.pid
        os.kill(killed, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while server.pid == killed or server.explain() is not None:
            assert time.monotonic() < until, f"waited {PATIENCE:g} s for a new server; {server.explain()}"
            time.sleep(0.02)

        assert add_note(server, "second") == ["first", "second"]
        found = status(settings)
        assert found is not None
        assert (found.pid, found.answers) == (server.pid, True)
    assert not psutil.pid_exists(server.pid)
    assert (status(settings), stop_server(settings)) == (None, False)
