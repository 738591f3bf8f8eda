"""What the tests share: a cache of their own with the machine's jars, and folders where a server has run."""

from pathlib import Path
from typing import Any

import pytest

from embedded_neo4j import Server
from embedded_neo4j.jars import ensure_jars, jar_folder, listed_jars
from embedded_neo4j.options import default_cache


@pytest.fixture(scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the jars of the machine's: what is recorded in it is of no use elsewhere."""
    folder, jars = tmp_path_factory.mktemp("cache"), ensure_jars(default_cache(), print)
    jar_folder(folder).mkdir()
    for jar in listed_jars():
        (jar_folder(folder) / jar.name).symlink_to(jars / jar.name)
    return folder


@pytest.fixture(scope="session")
def neo4j_server_options(own_cache: Path) -> dict[str, Any]:
    return {"cache": own_cache}


@pytest.fixture(scope="session")
def used(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Path:
    """A folder where a server has run twice, with a film in its graph, and where none runs. The second run has recorded its classes in the cache."""
    folder = tmp_path_factory.mktemp("used") / "data"
    Server(folder, cache=own_cache, quick=True, record=True).start().stop()
    with Server(folder, cache=own_cache, quick=True, record=True) as server:
        server.driver().execute_query("CREATE (:Film {title: 'Metropolis'})")
    return folder
