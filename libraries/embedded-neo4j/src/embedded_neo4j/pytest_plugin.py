"""Fixtures for tests with a real Neo4j: pytest finds them wherever this package is installed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from neo4j import Driver

    from embedded_neo4j.server import Server


@pytest.fixture(scope="session")
def neo4j_server_options() -> dict[str, Any]:
    """Options of `Server` for the session's server. Define a fixture of this name to choose others."""
    return {}


@pytest.fixture(scope="session")
def neo4j_server(
    tmp_path_factory: pytest.TempPathFactory, neo4j_server_options: dict[str, Any]
) -> "Iterator[Server]":
    """The Neo4j of this session, in a temporary folder."""
    from embedded_neo4j.server import Server

    options: dict[str, Any] = {"quick": True, **neo4j_server_options}
    with Server(tmp_path_factory.mktemp("neo4j"), **options) as server:
        yield server


@pytest.fixture
def neo4j(neo4j_server: "Server") -> "Driver":
    """The driver of the session's Neo4j, whose database is empty: no nodes, indexes or constraints."""
    from embedded_neo4j.emptying import empty_database

    driver = neo4j_server.driver()
    empty_database(driver)
    return driver
