"""Warm-up: which statements Neo4j plans in advance, and in which order."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from service.api import warming
from service.api.execution.engine import Engine
from service.api.execution.prepared_operations import Requests
from service.api.execution.warmth import Warmth
from service.api.warming import keep_warm, warm, warm_first, warm_more
from service.app import create_app
from service.errors import GraphUnavailable, QueryTimeout
from service.graph.driver.database import Database
from service.graph.driver.planning import Planning
from service.settings import Settings

pytestmark = pytest.mark.anyio

AGAIN = "Neo4j was started again and is planning the first page: try again in some seconds."

HOME = ["stats", "videos", "topics", "asked", "speakers", "entities", "near", "graph"]
# The root fields of service/web/page/operations, file by file.
PAGE_ROOTS = [
    *("from", "to", "fromNamed", "toNamed"),  # connection_ends
    "paths",  # connections_page
    "video",  # embedded_quote
    "video",  # embedded_talk
    "entity",  # entity_co_mentions
    "entity",  # entity_decisions
    "graph",  # entity_map
    "search",  # entity_meant
    "segments",  # entity_mentions
    "entity",  # entity_named
    "entity",  # entity_neighbors
    "entity",  # entity_page
    "segments",  # entity_said
    "entity",  # entity_statements
    "entity",  # entity_talks
    "job",  # extraction_result
    "follows",  # follows
    *HOME,
    "jobs",  # import_jobs
    "graph",  # map_between
    "search",  # map_found
    "graph",  # map_of_all
    "paths",  # map_paths
    "topics",  # map_starts
    "topic",  # map_topic
    "video",  # moment
    "node",  # permalink
    "quote",  # quote_page
    "nodes",  # quote_turns
    *("topic", "entity"),  # said_about
    "segments",  # search_browse
    *("everywhere", "search"),  # search_facets
    *("speaker", "speakerNamed", "talk", "topic", "topicNamed", "channel", "channelNamed"),  # search_filters
    "search",  # search_page
    "suggestions",  # suggestions
    "video",  # talk_data
    "videos",  # talks
    "topic",  # topic_lines
    "video",  # topic_moments
    "topic",  # topic_page
    "topic",  # topic_talks
    "topic",  # topic_with_entity
    "video",  # transcript
    "video",  # video_decisions
    "video",  # video_entities
    "graph",  # video_map
    "viewer",  # viewer
]
# Those of service/api/http/shell/previews.py: home, videos, moments, entities, topics, connections.
LOOKED_UP = ["videos", "found", "found", "found", "found", "from", "to"]


class Recorded:
    """Answers nothing; `read` keeps the name and the strings of what it is asked."""

    def __init__(self) -> None:
        self.reads: list[tuple[str, list[str]]] = []
        self.texts: list[str] = []
        self.failure: Exception | None = None

    timeout = 5.0

    def asked_by(self, _: Any) -> Any:
        return self

    starts = 1

    async def read(
        self, text: str, parameters: dict[str, Any] | None = None, *, name: str, timeout: float | None = None
    ) -> list[Any]:
        if self.failure is not None:
            raise self.failure
        if name.startswith("Query."):  # a whole request
            raise QueryTimeout("stopped")
        self.texts.append(text)
        self.reads.append((name, [one for one in (parameters or {}).values() if isinstance(one, str)]))
        return []


@pytest.fixture(scope="module")
def requests() -> Requests:
    """What is prepared of the page's operations is kept for the next test."""
    return Engine(cast("Database", Recorded())).requests


@pytest.fixture
def double() -> Recorded:
    return Recorded()


@pytest.fixture
def engine(requests: Requests, double: Recorded) -> Engine:
    made = Engine(cast("Database", double))
    made.requests = requests
    return made


async def test_the_likeliest_is_planned_first(engine: Engine, double: Recorded) -> None:
    await warm(engine)
    before = len(double.reads)
    await warm_more(engine)

    names = [name.removeprefix("warm ") for name, _ in double.reads if name.startswith("warm ")]
    assert names[:before] == [*HOME, "videos", "found", "found", "found"]
    searches = ["search.find_candidates", "search.find_by_letter", "search.find_similar_words"]
    all_of_the_page = [*PAGE_ROOTS, *LOOKED_UP] * 2
    assert names[before:] == [
        *("entity", "entity"),  # with a long slug and a short one
        *("found", "from", "to"),  # of moments and paths
        *("topic", "search", "suggestions"),
        *("topic", "topic"),  # further pages of a topic, of no entity
        *searches,
        *(
            "quote.find_scope",
            "quote.find_segments",
            "quote.read_texts",
            "quote.read_places",
            "quote.read_talk",
        ),
        *("segments", "segments", "segments", "segments"),  # by what an entity's page filters
        *all_of_the_page,
        *("video", "video", "video"),
        *("relationships", "topics", "entity"),
        *(
            "addStatement",
            "followFeed",
            "importTalk",
            "mergeEntities",
            "rejectEvidence",
            "acceptExtraction",
            "reExtract",
            "separateEntities",
            "undo",
            "unfollowFeed",
            "updateEntity",
            "updateVideo",
        ),
    ]


async def test_each_key_and_both_lengths_of_a_slug_are_planned(engine: Engine, double: Recorded) -> None:
    await warm_more(engine)

    keys = {(name, text) for name, texts in double.reads for text in texts}
    assert {text for name, text in keys if name == "warm video"} == {
        *("-" * 30, "-" * 20, "-" * 10),
        f"video:{'-' * 30}",
        f"https://example.org/{'-' * 20}",
    }
    assert {text for name, text in keys if name == "warm topic"} == {"-" * 20, "-" * 10}


async def test_what_a_walk_finds_is_planned_as_none_and_as_several(engine: Engine, double: Recorded) -> None:
    await warm_more(engine)

    assert [name for name, _ in double.reads if name.endswith(" paths")] == ["plan paths", "warm paths"] * 4
    (planned, run, *_) = [text for text in double.texts if "paths" in text or "AS path" in text]
    assert planned == f"EXPLAIN {run}"


async def test_in_an_empty_graph_is_nowhere_to_go(
    engine: Engine, double: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def nothing(_: Engine, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        asked.append(query.partition("query ")[2].partition(" ")[0])
        return {"data": {"videos": {"nodes": []}, "entities": {"nodes": []}}}

    monkeypatch.setattr(Engine, "execute", nothing)

    await warm_more(engine)

    assert asked == ["Home"]
    assert double.reads[-1][0] == "warm updateVideo"


async def test_while_somebody_waits_nothing_is_planned(engine: Engine, double: Recorded) -> None:
    engine.quiet.clear()
    planning = asyncio.create_task(warm_more(engine))
    await asyncio.sleep(0)
    assert double.reads == []
    engine.quiet.set()
    await planning

    assert double.reads != []


async def test_who_always_asks_does_not_keep_it_from_being_planned(
    engine: Engine, double: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "_TURN", 0.0)

    engine.quiet.clear()
    await warm(engine)

    assert len(double.reads) == 12


async def test_an_operation_is_planned_statement_by_statement(engine: Engine, double: Recorded) -> None:
    query = "query Q($t: String!) { a: stats { videoCount } b: videos(where: {title: {contains: $t}}) { totalCount } }"

    await engine.plan(query, {"t": "loom"})

    assert double.reads == [("plan a", []), ("plan b", ["loom"])]
    assert [text.startswith("EXPLAIN ") for text in double.texts] == [True, True]


async def test_what_cannot_be_planned_ahead_is_left(engine: Engine, double: Recorded) -> None:
    double.failure = QueryTimeout("stopped")

    await warm_more(engine)

    assert double.reads == []


async def test_the_app_plans_the_rest_while_it_serves() -> None:
    double = Recorded()
    app = create_app(Settings(), cast("Database", double))

    async with app.router.lifespan_context(app):
        assert len(double.reads) == 13  # the secret of cursors among them


async def test_tight_limits_do_not_stop_the_start() -> None:
    """Queries of the page are then refused, so they are not planned; the lookup of the first page has no alias and one root field."""
    double = Recorded()
    app = create_app(Settings(max_aliases=0, max_root_fields=1), cast("Database", double))

    async with app.router.lifespan_context(app):
        assert [name for name, _ in double.reads] == ["cursor secret", "warm videos"]


class Graph:
    """A database that counts what it plans, and whose Neo4j is started again when a test says so."""

    def __init__(self) -> None:
        self.planned = 0
        self._planning = Planning(1.0)
        self.wait_for_start = self._planning.wait_for_start

    @property
    def starts(self) -> int:
        return self._planning.starts

    def start_again(self) -> None:
        self._planning.forget_plans()


async def test_everything_is_planned_again_after_many_new_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    database = Graph()
    database.planned = 40
    # What is counted at each look: too few, enough (which fails once), enough again, too few since then, enough.
    counts = [339, 340, 640, 939, 940]
    done: list[str] = []

    async def while_warm(_self: Warmth, work: Any) -> None:
        if work.__name__ != "sleep":
            await work
            return
        work.close()
        if not counts:
            raise asyncio.CancelledError
        database.planned = counts.pop(0)
        done.append(f"look {database.planned}")

    async def warm(_: Any) -> None:
        done.append("first page")
        if database.planned == 340:
            raise QueryTimeout("too slow")

    async def warm_more(_: Any) -> None:
        done.append("rest")

    monkeypatch.setattr(warming, "warm", warm)
    monkeypatch.setattr(warming, "warm_more", warm_more)
    monkeypatch.setattr(warming, "_AGAIN", 0.0)
    monkeypatch.setattr(Warmth, "while_warm", while_warm)
    warmth = Warmth(cast("Any", database))
    warmth.note(1)
    with pytest.raises(asyncio.CancelledError):
        await keep_warm(cast("Any", SimpleNamespace(database=database)), warmth)

    assert done == [
        "rest",
        "look 339",
        "look 340",
        "first page",
        "rest",
        "look 640",
        "first page",
        "rest",
        "look 939",
        "look 940",
        "first page",
        "rest",
    ]


async def test_after_a_new_start_of_neo4j_the_first_page_is_planned_before_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rest takes a minute, and is given up wherever it is. The service is ready once the first page is planned."""
    database = Graph()
    engine, warmth = cast("Any", SimpleNamespace(database=database)), Warmth(cast("Any", database))
    done: list[str | None] = []
    begun = asyncio.Event()

    async def warm(_: Any) -> None:
        done.append(warmth.find_fault())
        if database.starts == 2:  # it ends once more before the page is planned
            database.start_again()
            raise GraphUnavailable("Neo4j cannot be reached: is it running?")

    async def warm_more(_: Any) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            done.append("given up")

    monkeypatch.setattr(warming, "warm", warm)
    monkeypatch.setattr(warming, "warm_more", warm_more)
    monkeypatch.setattr(warming, "_AGAIN", 0.0)
    await warm_first(engine, warmth)
    done.append(warmth.find_fault())
    keeping = asyncio.create_task(keep_warm(engine, warmth))
    await begun.wait()
    begun.clear()
    database.start_again()
    done.append(warmth.find_fault())
    await begun.wait()
    done.append(warmth.find_fault())
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)

    assert done == [AGAIN, None, AGAIN, "given up", AGAIN, AGAIN, None, "given up"]
