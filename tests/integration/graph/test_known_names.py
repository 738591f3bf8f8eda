"""Neo4j knows every name of the dictionary from a start on, whatever the graph holds: it warns of a name that it does not know.

That statements have no other names is said by the lint, and by the tests that have each statement planned without a warning.
"""

import secrets
from typing import LiteralString, cast

import pytest
from neo4j import GraphDatabase, NotificationClassification, Session

from service.domain.model import read_model
from service.graph import migrations
from service.graph.driver.database import Database
from support.backend import Neo4jServer

pytestmark = pytest.mark.anyio


def unrecognized(session: Session, text: str) -> list[str]:
    """Returns Neo4j's notifications of unknown names in a statement."""
    summary = session.run(cast("LiteralString", f"EXPLAIN {text}")).consume()
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
