"""One server of a new folder: it answers, is killed and starts again without loss, and stops. The other tests with a server run at night."""

import os
import signal
from pathlib import Path

from neo4j import Driver
from programs import is_gone, wait_until

from embedded_neo4j import Server, status, stop_server


def add_film(driver: Driver, title: str) -> list[str]:
    """Adds a film, and returns the titles of all."""
    driver.execute_query("CREATE (:Film {title: $title})", title=title)
    return [row["title"] for row in driver.execute_query("MATCH (f:Film) RETURN f.title AS title").records]


def test_a_server_that_is_killed_starts_again_without_loss_and_stops(tmp_path: Path, own_cache: Path) -> None:
    folder = tmp_path / "data"
    with Server(folder, cache=own_cache, quick=True) as server:
        assert add_film(server.driver(), "Metropolis") == ["Metropolis"]
        killed = server.pid
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: server.pid != killed and server.explain() is None, "a new server")

        assert sorted(add_film(server.driver(), "Nosferatu")) == ["Metropolis", "Nosferatu"]
        found = status(folder)
        assert found is not None
        assert (found.pid, found.answers) == (server.pid, True)
    assert is_gone(server.pid)
    assert (status(folder), stop_server(folder)) == (None, False)
