"""Plans of statements, with Neo4j's notifications, which the service's own connection does not request."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, LiteralString, cast

from neo4j import GraphDatabase, ResultSummary, Session

from service.curation.load import import_document
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from support import seed
from support.backend import SECONDS, Neo4jServer


@contextmanager
def knowing_session(server: Neo4jServer, *, settled: bool = False) -> Iterator[Session]:
    """A session with a graph that migrations have prepared: it knows every word of the dictionary and warns of all others.

    Args:
        settled: all plans are made anew, for the graph that is there.
    """
    with (
        GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
        driver.session() as opened,
    ):
        if settled:
            opened.run("CALL db.prepareForReplanning($seconds)", seconds=seed.INDEX_SECONDS).consume()
        yield opened


@contextmanager
def loaded_session(server: Neo4jServer, documents: Iterable[VideoDocument]) -> Iterator[Session]:
    """The same on a graph that holds these talks, and nothing else, with plans made for it."""

    async def load() -> None:
        async with Database.open(server.uri, server.user, server.password, timeout=SECONDS) as database:
            await seed.fresh_graph(database)
            for document in documents:
                await import_document(database, document)
            await seed.settle(database)

    asyncio.run(load())
    with knowing_session(server) as opened:
        yield opened


def explain(session: Session, text: str, parameters: dict[str, Any]) -> list[str]:
    """The columns of a statement; it must be planned without a warning, and without reading what it need not."""
    result = session.run(cast("LiteralString", f"EXPLAIN {text}"), parameters)
    columns, summary = list(result.keys()), result.consume()
    _refuse_warnings(summary, summary.plan, text)
    return columns


def read_values(session: Session, text: str, parameters: dict[str, Any]) -> list[Any]:
    """The first column of a statement, of which the same is asked: Neo4j plans it once for both."""
    result = session.run(cast("LiteralString", f"PROFILE {text}"), parameters)
    values = [record.value() for record in result]
    summary = result.consume()
    _refuse_warnings(summary, summary.profile, text)
    return values


def _refuse_warnings(summary: ResultSummary, plan: dict[str, Any] | None, text: str) -> None:
    """`id` of a found path is deprecated, but is in all of Neo4j 5; the Cypher lint says in which files it may be."""
    told = [one.status_description for one in summary.gql_status_objects if one.is_notification]
    assert [one for one in told if " id is deprecated " not in one] == [], text
    assert plan is not None
    operators = {name for name, _ in operators_of(plan)}
    assert not {"AllNodesScan", "CartesianProduct"} & operators, text


def profile(session: Session, text: str, parameters: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The operators of a statement that has run, each with what it did."""
    summary = session.run(cast("LiteralString", f"PROFILE {text}"), parameters).consume()
    assert summary.profile is not None
    return list(operators_of(cast("dict[str, Any]", summary.profile)))


def operators_of(plan: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Returns the names of all operators of a plan, the outermost first."""
    yield plan["operatorType"].partition("@")[0], plan
    for child in plan.get("children", []):
        yield from operators_of(child)
