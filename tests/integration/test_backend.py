"""The ground that all integration tests stand on."""

import gc
import os
import subprocess
import warnings
from pathlib import Path

import psutil
import pytest

from service.graph.driver.database import Database
from support.backend import BackendError, Neo4jServer, find_image, remove_left_stores, serve
from support.kept_server import stop, use_kept

pytestmark = pytest.mark.anyio


async def test_the_server_is_the_real_neo4j_5_26_community(database: Database):
    rows = await database.read("CALL dbms.components() YIELD name, versions, edition", name="components")
    (name, versions, edition) = rows[0]
    assert (name, [v.rpartition(".")[0] for v in versions], edition) == (
        "Neo4j Kernel",
        ["5.26"],
        "community",
    )


async def test_clean_database_has_the_schema_and_no_data(clean_database: Database):
    nodes = await clean_database.read("MATCH (n) WHERE NOT n:__Neo4jMigration RETURN count(n)", name="count")
    offline = await clean_database.read(
        "SHOW INDEXES YIELD state WHERE state <> 'ONLINE' RETURN state", name="i"
    )
    unique = await clean_database.read(
        "SHOW CONSTRAINTS YIELD labelsOrTypes RETURN labelsOrTypes[0]", name="c"
    )
    assert nodes == [[0]]
    assert offline == []
    assert {"Channel", "Video", "Segment", "Topic", "Entity", "Alias", "Evidence"} <= {
        label for (label,) in unique
    }


async def test_empty_database_has_neither(empty_database: Database):
    assert await empty_database.read("MATCH (n) RETURN count(n)", name="count") == [[0]]
    assert await empty_database.read("SHOW CONSTRAINTS YIELD name", name="constraints") == []


def test_a_given_server_needs_the_wipe_switch():
    with (
        pytest.raises(BackendError, match="VIDEOGRAPH_TEST_WIPE=yes"),
        serve({"VIDEOGRAPH_TEST_NEO4J_URI": "bolt://x"}),
    ):
        pass


def test_a_given_server_is_taken_as_it_is():
    environment = {
        "VIDEOGRAPH_TEST_NEO4J_URI": "bolt://x:1",
        "VIDEOGRAPH_TEST_WIPE": "yes",
        "VIDEOGRAPH_TEST_NEO4J_USER": "u",
        "VIDEOGRAPH_TEST_NEO4J_PASSWORD": "p",
    }
    with serve(environment) as server:
        assert server == Neo4jServer("bolt://x:1", "u", "p", "uri", "the server at bolt://x:1")


def test_a_backend_that_does_not_exist_is_refused():
    with (
        pytest.raises(BackendError, match="container or embedded, not 'sqlite'"),
        serve({"VIDEOGRAPH_TEST_BACKEND": "sqlite"}),
    ):
        pass


def test_a_required_container_is_not_replaced():
    environment = {
        "VIDEOGRAPH_TEST_BACKEND": "container",
        "VIDEOGRAPH_TEST_IMAGE": "videograph/no-such-image:0",
    }
    with pytest.raises(BackendError), serve(environment):
        pass


@pytest.mark.nightly
def test_a_kept_server_serves_one_run_after_the_other(tmp_path: Path):
    starting = {**os.environ, "VIDEOGRAPH_TEST_KEEP": "yes"}
    finding = {**starting, "VIDEOGRAPH_TEST_KEEP": ""}
    try:
        with use_kept(starting, tmp_path) as first, use_kept(finding, tmp_path) as meanwhile:
            assert first is not None
            assert meanwhile is None
        with use_kept(finding, tmp_path) as second:
            assert second == first
        with use_kept({**finding, "VIDEOGRAPH_TEST_KEEP": "no"}, tmp_path) as unwanted:
            assert unwanted is None
        with use_kept({**finding, "VIDEOGRAPH_TEST_IMAGE": "another"}, tmp_path) as another:
            assert another is None
    finally:
        assert stop(tmp_path) == 1
    assert not psutil.pid_exists(first["pid"])
    with use_kept(finding, tmp_path) as gone:
        assert gone is None


def test_stores_of_runs_that_were_killed_are_removed(tmp_path: Path):
    with subprocess.Popen(["true"]) as ended:
        pass
    left, kept = tmp_path / f"videograph-tests-{ended.pid}-a", tmp_path / f"videograph-tests-{os.getpid()}-b"
    for folder in (left, kept):
        (folder / "data").mkdir(parents=True)

    remove_left_stores(tmp_path)

    assert list(tmp_path.iterdir()) == [kept]


def test_an_engine_that_does_not_answer_leaves_no_socket_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/docker.sock")
    with warnings.catch_warnings(record=True) as leaks:
        warnings.simplefilter("always", ResourceWarning)
        with pytest.raises(BackendError, match="no Docker engine answers"):
            find_image()
        gc.collect()
    assert [str(leak.message) for leak in leaks] == []
