"""On a graph that migrations have prepared and that holds nothing, Neo4j knows every name: no statement is warned of.

Neo4j knows the names of what was ever in its graph, so these tests have a server in which nothing was before.
"""

import secrets
from collections.abc import Iterator
from typing import LiteralString, cast

import pytest
from neo4j import GraphDatabase, NotificationClassification, Session

from service.api.execution.explain import field_examples
from service.domain.model import read_model
from service.graph import migrations
from service.graph.compose.fragments import read_fragments
from service.graph.driver.database import Database
from service.resources import cypher_folder
from support.backend import Neo4jServer, serve

pytestmark = [pytest.mark.anyio, pytest.mark.long]

EXPLORATIONS = sorted((cypher_folder() / "explorations").glob("*.cypher"))
PLACES = sorted({place for place, one in read_fragments().items() if place[0] != "nodes" and not one.members})
FIELDS = [
    *(
        ".".join(place) for place in PLACES if place != ("Mutation", "result")
    ),  # of every mutation without a file of its own
    "Mutation.updateVideo",
    "Query.node",
    "Query.search",
]


@pytest.fixture(scope="module")
def neo4j_server() -> Iterator[Neo4jServer]:
    with serve() as server:
        yield server


async def test_no_statement_has_a_name_that_neo4j_does_not_know(
    neo4j_server: Neo4jServer, clean_database: Database
) -> None:
    login = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.uri, auth=login) as driver, driver.session() as session:
        texts = {file.stem: file.read_text("utf-8") for file in EXPLORATIONS}
        texts |= {
            f"{field} {number}": example.text
            for field in FIELDS
            for number, example in enumerate(field_examples(field))
        }
        unknown = {name: found for name, text in texts.items() if (found := unrecognized(session, text))}
    assert unknown == {}


def unrecognized(session: Session, text: str) -> list[str]:
    """Returns Neo4j's notifications of unknown names in a statement. Lines with `:param` are for Neo4j
    Browser."""
    cypher = "\n".join(line for line in text.splitlines() if not line.startswith(":param"))
    summary = session.run(cast("LiteralString", f"EXPLAIN {cypher}")).consume()
    return [
        one.status_description
        for one in summary.gql_status_objects
        if one.classification == NotificationClassification.UNRECOGNIZED
    ]


async def test_a_name_that_is_new_in_the_dictionary_is_made_known_without_a_migration(
    neo4j_server: Neo4jServer, clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = read_model()
    name = f"new{secrets.token_hex(8)}"  # no other run has made it known
    text = f"MATCH (a:{name})-[:{name.upper()}]->() RETURN a.{name}"
    title = model.nodes["Video"]["title"]
    monkeypatch.setitem(model.nodes, name, {name: title})
    monkeypatch.setitem(model.links, name.upper(), {})
    login = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.uri, auth=login) as driver, driver.session() as session:
        assert len(unrecognized(session, text)) == 3
        assert await migrations.apply(clean_database) == []
        assert unrecognized(session, text) == []
