"""One client that sends many new operations replaces only its own entries of each cache."""

from collections.abc import Mapping
from typing import Any, cast

import pytest
from graphql import DocumentNode, SourceLocation, parse

from benchmarks.flood_operations import new_operations
from service.access.scopes import ALL
from service.access.viewer import Viewer, ViewerOrigin
from service.api.execution import documents
from service.api.execution.documents import OperationRefused
from service.api.execution.engine import Engine
from service.api.http.streams.subscribers import answers_of
from service.api.subscriptions.feed import Feed
from service.api.subscriptions.pages import FeedEvent
from service.fair_sharing import FairCache
from service.graph.driver.database import Database

pytestmark = pytest.mark.anyio

SIZE = 4
OWN = "{ videos { nodes { title } } }"
PAGE = "query ($first: Int) { topics(first: $first) { nodes { name } } }"
KEYS = "{ channels { nodes { name } } }"
SHARED = "{ entities { nodes { name } } }"
FLOOD = new_operations(1)[:12]
LONG = f"{OWN} # {'x' * 20_000}"


class Empty:
    """Answers each root field with an empty list; every statement is known."""

    timeout = 5.0

    def asked_by(self, _: Any) -> Any:
        return self

    def has_planned(self, _: str, __: Mapping[str, Any] | None) -> bool:
        return True

    async def read(self, _: str, __: Any = None, *, name: str, **_more: Any) -> list[Any]:
        return [[[]]]


def small_engine() -> Engine:
    engine = Engine(cast("Database", Empty()), kept_answers=0)
    requests = engine.requests
    requests.kept = FairCache(2 * SIZE)
    return engine


def texts_of(engine: Engine) -> tuple[tuple[list[str], ...], tuple[list[str], ...]]:
    """Returns the texts of the documents, and those of the plans: known ones, those of trusted clients, and all others."""
    groups = engine.requests.kept.groups()
    return (
        tuple([key[0] for key in group if len(key) == 1] for group in groups),
        tuple([key[0] for key in group if len(key) > 1] for group in groups),
    )


@pytest.mark.parametrize(("kind", "address"), [("PUBLIC", "192.0.2.7"), ("KEY", "key:flood")])
async def test_a_flood_replaces_only_its_own_entries(kind: ViewerOrigin, address: str):
    engine = small_engine()
    reader, other = Viewer("PUBLIC", "192.0.2.1", ALL), Viewer("PUBLIC", "192.0.2.2", ALL)
    key, flood = Viewer("KEY", "key:a", ALL), Viewer(kind, address, ALL)
    await engine.execute(OWN)
    for query, viewer in ((PAGE, reader), (KEYS, key), (SHARED, reader), (SHARED, other)):
        await engine.execute(query, viewer=viewer)
    for query in FLOOD:
        for _ in range(2):  # what is used twice by one client is not known either
            assert (await engine.execute(query, viewer=flood))["data"] == {"entities": {"nodes": []}}

    trusted = [KEYS, *FLOOD[-3:]] if kind == "KEY" else [KEYS]
    others = [PAGE] if kind == "KEY" else [PAGE, *FLOOD[-3:]]
    expected = ([OWN, SHARED], trusted, others)
    assert texts_of(engine) == (expected, expected)


async def test_a_flood_of_variables_replaces_no_plan_that_others_use():
    engine = small_engine()
    reader, flood = Viewer("PUBLIC", "192.0.2.1", ALL), Viewer("PUBLIC", "192.0.2.7", ALL)
    text = "query ($where: EntityWhere) { entities(where: $where) { nodes { name } } }"
    conditions = ("mentionCount", "relationshipCount", "videoCount", "lastMentionedOn")
    given = [{"where": {name: None}} for name in conditions]
    await engine.execute(text, {}, viewer=reader)
    await engine.execute(text, {}, viewer=flood)
    for variables in given * 4:
        await engine.execute(text, variables, viewer=flood)
    _, (known, _, _) = texts_of(engine)
    assert known == [text]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were parsed, in order."""
    texts: list[str] = []

    def parse_and_note(text: str, **options: Any) -> DocumentNode:
        texts.append(text)
        return parse(text, **options)

    monkeypatch.setattr(documents, "parse", parse_and_note)
    return texts


async def test_a_document_that_is_not_valid_is_read_once(read: list[str]):
    engine = small_engine()
    viewer = Viewer("PUBLIC", "192.0.2.7", ALL)

    first = await engine.execute("{ unknown }", viewer=viewer)
    again = await engine.execute("{ unknown }", viewer=viewer)

    assert again == first
    assert [error["extensions"]["code"] for error in first["errors"]] == ["GRAPHQL_VALIDATION_FAILED"]
    assert read == ["{ unknown }"]


@pytest.mark.parametrize(
    "query", ["{ unknown }", f"{{ {' '.join(f'a{one}: unknown' for one in range(200))} }}"]
)
async def test_why_a_document_is_refused_does_not_keep_its_nodes(query: str):
    refused = small_engine().requests.read(query)

    assert isinstance(refused, OperationRefused)
    assert [error.nodes for error in refused.errors] == [None]
    assert [error.locations for error in refused.errors] == [
        [SourceLocation(1, 3 if query == "{ unknown }" else 1)]
    ]


async def test_documents_are_kept_up_to_so_many_characters():
    requests = Engine(cast("Database", Empty()), kept_answers=0).requests
    viewer = Viewer("PUBLIC", "192.0.2.7", ALL)

    for number in range(20):
        requests.read(f"{OWN} # {number:19000}", viewer)

    assert (requests.kept.count, requests.kept.total) == (13, 13 * (len(OWN) + 19003))


async def streamed(engine: Engine, query: str) -> list[FeedEvent | None]:
    async def identify() -> Viewer:
        return Viewer("PUBLIC", "192.0.2.7", ALL)

    return [one async for one in answers_of(Feed(engine), query, None, None, identify)]


async def test_what_is_very_long_is_read_once_over_a_stream_too(read: list[str]):
    engine = Engine(cast("Database", Empty()), kept_answers=0)

    assert await streamed(engine, LONG) == [FeedEvent("", b'{"data":{"videos":{"nodes":[]}}}')]
    assert read == [LONG]


async def test_what_is_very_long_is_read_once_and_not_kept(read: list[str]):
    engine = Engine(cast("Database", Empty()), kept_answers=0)

    answer = await engine.execute(LONG, viewer=Viewer("PUBLIC", "192.0.2.7", ALL))

    assert answer == {"data": {"videos": {"nodes": []}}}
    assert read == [LONG]
    nothing = ([], [], [])
    assert texts_of(engine) == (nothing, nothing)
