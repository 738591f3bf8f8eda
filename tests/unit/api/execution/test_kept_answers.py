"""Answers that are kept: to whom they are given, how long, and which make room."""

from collections.abc import Callable
from typing import cast

import pytest
from neo4j import Bookmarks

from service.access.scopes import ALL
from service.access.viewer import Viewer
from service.api.catalog import read_fragments
from service.api.execution.documents import Document, read_document
from service.api.execution.kept_answers import KeptAnswers, Look, key_of
from service.api.execution.prepared_operations import RootFields
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.errors import FragmentError, GraphUnavailable
from service.graph.driver.database import Database
from service.graph.model import graph_model
from service.graph.revision import SCHEMA, ReadsAfter, Revision, Revisions
from service.settings.limits import Limits

pytestmark = pytest.mark.anyio

ANN, BEN, FLOOD = (Viewer("PUBLIC", name, ALL) for name in ("ann", "ben", "flood"))
BODY = b'{"data":{"stats":{"videoCount":1}}}'


def revision(number: int, connection: int = 0) -> Revision:
    return Revision(f"db:{number}", Bookmarks.from_raw_values([f"db:{number}"]), connection)


class Graph:
    """In the place of `Revisions`: gives the revision of now, and counts how often."""

    def __init__(self) -> None:
        self.now: Revision | None = revision(1)
        self.latest: Revision | None = None
        self.reads = 0

    async def current(self) -> Revision:
        self.reads += 1
        self.latest = self.now
        if self.now is None:
            raise GraphUnavailable("away")
        return self.now


class Clock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def answers_of(
    graph: Graph, most_bytes: int = 100_000, clock: Callable[[], float] | None = None
) -> KeptAnswers:
    answers = KeptAnswers(cast("Database", None), most_bytes, clock or Clock())
    answers.revisions = cast("Revisions", graph)
    return answers


async def ask(answers: KeptAnswers, key: bytes, viewer: Viewer | None = ANN, *ends: int) -> Look:
    """Looks, and keeps an answer whose reads end at these revisions; by default at the one of the look."""
    if not answers.looks_for(None):
        return Look(key, None)
    look = await answers.look(key, viewer)
    if look.found is None and look.revision is not None:
        reads = [revision(end).bookmarks for end in ends] or [look.revision.bookmarks]
        answers.keep(look, BODY, 2, ReadsAfter(look.revision, reads), viewer)
    return look


async def is_given(answers: KeptAnswers, key: bytes, viewer: Viewer | None = ANN) -> bool:
    return (await answers.look(key, viewer)).found is not None


async def test_the_second_request_gets_the_answer_of_the_first_and_each_asks_for_the_revision():
    graph = Graph()
    answers = answers_of(graph)

    first, second = await ask(answers, b"a"), await ask(answers, b"a", BEN)

    assert first.found is None
    assert second.found is not None
    assert (second.found.body, second.found.objects, second.found.cost) == (BODY, 2, 1)
    assert (graph.reads, answers.given) == (2, 1)


async def test_after_a_commit_and_after_a_broken_connection_it_is_read_again():
    graph = Graph()
    answers = answers_of(graph)
    for now in (revision(1), revision(2), revision(2, connection=1)):
        graph.now = now
        assert (await ask(answers, b"a")).found is None
        assert await is_given(answers, b"a")


async def test_of_an_unknown_request_the_revision_is_read_only_if_the_last_one_is_over():
    graph = Graph()
    answers = answers_of(graph)
    await ask(answers, b"a")
    await ask(answers, b"b")
    assert graph.reads == 1

    graph.now = revision(2)
    await ask(answers, b"c", ANN, 2)  # its reads tell of a commit
    await ask(answers, b"d")
    assert graph.reads == 2

    assert not await is_given(answers, b"c")  # read at no one revision
    assert await is_given(answers, b"d")


async def test_without_a_graph_nothing_is_given_or_kept():
    graph = Graph()
    answers = answers_of(graph)
    await ask(answers, b"a")
    graph.now = None

    assert (await ask(answers, b"a")).revision is None
    assert (await ask(answers, b"b")).revision is None

    graph.now = revision(1, connection=1)
    assert not await is_given(answers, b"a")


async def test_a_revision_that_was_read_for_the_request_is_not_read_again():
    graph = Graph()
    answers = answers_of(graph)
    await ask(answers, b"a")

    assert (await answers.look(b"a", ANN, revision(1))).found is not None
    assert (await answers.look(b"a", ANN, revision(2))).found is None
    assert graph.reads == 1


async def test_while_every_look_is_in_vain_nobody_looks_for_a_while():
    graph, clock = Graph(), Clock()
    answers = answers_of(graph, clock=clock)
    reads: list[int] = []
    number = 0
    for _ in range(4):
        before = graph.reads
        for _ in range(100):
            number += 1
            graph.now = revision(number)
            await ask(answers, b"a")
        reads.append(graph.reads - before)
        clock.seconds += 4.5

    # Pauses of 1, 2, 4 and 8 seconds: the first after three revisions at which nothing was found, the others after one more.
    assert reads == [4, 2, 2, 2]
    clock.seconds += 3
    assert not answers.looks_for(None)
    assert answers.looks_for(revision(number))  # it was read for another reason
    clock.seconds += 1
    assert answers.looks_for(None)
    await ask(answers, b"a")
    assert await is_given(answers, b"a")


@pytest.mark.parametrize(("every", "found", "looking"), [(3, 6, False), (4, 12, True)])
async def test_looking_goes_on_while_enough_is_found_between_commits(every: int, found: int, looking: bool):
    """Before one request in so many something is committed."""
    graph = Graph()
    answers = answers_of(graph)
    for number in range(16):
        if number % every == 0:
            graph.now = revision(number)
        await ask(answers, b"a")
    assert answers.given == found
    assert answers.looks_for(None) is looking


async def test_a_look_under_way_when_the_pause_begins_does_not_count():
    graph, clock = Graph(), Clock()
    answers = answers_of(graph, clock=clock)
    for number in range(4):
        graph.now = revision(number)
        await ask(answers, b"a")
    assert not answers.looks_for(None)
    await answers.look(b"a", ANN)
    clock.seconds += 1
    graph.now = revision(9)
    await ask(answers, b"a")
    assert await is_given(answers, b"a")
    assert answers.looks_for(None)


async def test_one_revision_that_was_worth_it_ends_the_row():
    graph = Graph()
    answers = answers_of(graph)
    for number, finds in enumerate([0, 0, 3, 0, 0, 3, 0]):
        graph.now = revision(number)
        for _ in range(1 + finds):
            await ask(answers, b"a")
    assert answers.given == 6
    assert answers.looks_for(None)


async def test_an_answer_about_the_schema_needs_no_graph():
    graph = Graph()
    answers = answers_of(graph)
    look = await answers.look(b"a", ANN, SCHEMA)
    answers.keep(look, BODY, 2, ReadsAfter(SCHEMA, []), ANN)
    graph.now = revision(2)

    assert (await answers.look(b"a", BEN, SCHEMA)).found is not None
    assert graph.reads == 0


async def test_after_a_commit_one_look_tells_that_all_earlier_answers_are_over():
    graph = Graph()
    answers = answers_of(graph)
    keys = [b"%d" % number for number in range(30)]
    for key in keys:
        await ask(answers, key)
    graph.now = revision(2)
    graph.reads = 0

    assert [await is_given(answers, key) for key in keys] == [False] * 30
    assert graph.reads == 1


async def test_a_flood_takes_nothing_that_others_use_and_of_others_nothing_while_they_hold_less():
    answers = answers_of(Graph(), most_bytes=3 * 5 * 1100)
    for viewer in (ANN, BEN):
        await ask(answers, b"of both", viewer)
    await ask(answers, b"of the service", None)
    await ask(answers, b"of Ann", ANN)
    for number in range(200):
        await ask(answers, b"flood %d" % number, FLOOD)

    given = [
        key for key in (b"of both", b"of the service", b"of Ann", b"flood 0") if await is_given(answers, key)
    ]

    assert given == [b"of both", b"of the service", b"of Ann"]
    assert await is_given(answers, b"flood 199", FLOOD)


async def test_an_answer_larger_than_a_third_of_the_memory_is_not_kept():
    answers = answers_of(Graph(), most_bytes=3 * 1000)
    await ask(answers, b"a")
    assert not await is_given(answers, b"a")
    assert answers.looks_for(SCHEMA)
    assert not answers_of(Graph(), most_bytes=0).looks_for(SCHEMA)


def test_what_distinguishes_answers_distinguishes_keys():
    keys = {
        key_of("{ a }", None, None, False),
        key_of("{ b }", None, None, False),
        key_of("{ a }", "A", None, False),
        key_of("{ a }", None, {"x": 1}, False),
        key_of("{ a }", None, {"x": "1"}, False),
        key_of("{ a }", None, None, True),
    }
    assert len(keys) == 6
    assert key_of("{ a }", None, {"x": 1, "y": 2}, False) == key_of("{ a }", None, {"y": 2, "x": 1}, False)
    assert key_of("{ a }", None, {}, False) == key_of("{ a }", None, None, False)


STEADY = [
    ("{ stats { videoCount } __typename }", True),
    ("query ($id: ID!) { node(id: $id) { id ... on Video { title } } }", True),
    ("{ apiKeys { nodes { id name } } jobs { nodes { state } } }", True),
    ("{ viewer { name } }", False),
    ("{ stats { videoCount } ... on Query { viewer { kind } } }", False),
    ("{ apiKeys { edges { node { ...Key } } } } fragment Key on ApiKey { id state }", False),
    ("query ($all: Boolean!) { viewer @include(if: $all) { name } }", False),
    ("{ __schema { queryType { name } } }", True),
    ('{ __type(name: "Video") { name } viewer { name } }', False),
    ('mutation { undo(input: {decisions: ["a"]}) { __typename } }', False),
    ("subscription { changes { __typename } }", False),
]


@pytest.mark.parametrize(("text", "expected"), STEADY)
def test_answers_of_queries_are_kept_whose_fields_depend_on_the_graph_alone(text: str, expected: bool):
    schema = graphql_schema()
    document = read_document(schema, text, Limits())
    assert isinstance(document, Document)
    operation = document.operation(None)
    assert RootFields(schema).operation(operation, document.fragments).is_steady is expected


@pytest.mark.parametrize(
    ("parent", "name", "declared", "message"),
    [
        ("Query", "viewer", None, 'the value depends on the viewer, so the field needs `varies="viewer"` where it is declared'),
        ("ApiKey", "state", None, 'the value depends on the time, so the field needs `varies="time"` where it is declared'),
        ("Query", "stats", "time", 'the field is declared with `varies="time"`, but its value does not depend on that'),
    ],
)  # fmt: skip
def test_a_field_that_varies_must_say_so(
    monkeypatch: pytest.MonkeyPatch, parent: str, name: str, declared: str | None, message: str
):
    schema = graphql_schema()
    definition = schema.type_map[parent].fields[name].extensions["strawberry-definition"]  # pyright: ignore
    monkeypatch.setattr(definition, "metadata", {**definition.metadata, "varies": declared})  # pyright: ignore
    with pytest.raises(FragmentError) as raised:
        Catalog(schema, read_fragments(), PRE_QUERIES, graph_model())
    assert message in str(raised.value)
