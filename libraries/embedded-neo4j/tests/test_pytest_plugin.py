"""The fixtures of the pytest plugin: one server, and an empty database for each test."""

from typing import LiteralString

import pytest
from neo4j import Driver

from embedded_neo4j import Server


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_an_empty_database(neo4j: Driver, neo4j_server: Server, turn: int) -> None:
    def count(statement: LiteralString) -> int:
        return len(neo4j.execute_query(statement).records)

    assert neo4j is neo4j_server.driver()
    assert (count("MATCH (n) RETURN n"), count("SHOW CONSTRAINTS")) == (0, 0)
    assert count("SHOW INDEXES WHERE type <> 'LOOKUP'") == 0

    neo4j.execute_query("CREATE (:Film {title: 'M'})<-[:ACTED_IN]-(:Person {name: 'Peter Lorre'})")
    neo4j.execute_query("CREATE CONSTRAINT `of ``titles``` FOR (f:Film) REQUIRE f.title IS UNIQUE")
    neo4j.execute_query("CREATE INDEX names FOR (p:Person) ON (p.name)")
    assert (count("MATCH (n) RETURN n"), count("SHOW CONSTRAINTS")) == (2, 1)
