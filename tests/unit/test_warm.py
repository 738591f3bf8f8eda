"""What Neo4j has planned before anybody asks: the known operations by each of their keys, what the web page asks, and GraphiQL's examples."""

from typing import Any, cast

import pytest

from service.api.engine import Engine
from service.app import create_app
from service.errors import QueryTimeout
from service.graph.database import Database
from service.settings import Settings

pytestmark = pytest.mark.anyio


# The root fields of service/web/page/operations, file by file.
PAGE_ROOTS = [
    *("from", "to", "fromNamed", "toNamed"),  # connection_ends
    "paths",  # connections_page
    *("graph", "entity"),  # entity_map
    "search",  # entity_meant
    "entity",  # entity_mentions
    "entity",  # entity_named
    "entity",  # entity_page
    *("stats", "videos", "topics", "asked", "entities", "near", "graph"),  # home
    "video",  # moment
    "search",  # search_page
    "suggest",  # suggestions
    "videos",  # talks
    "topic",  # topic_page
    "topic",  # topic_with_entity
    "video",  # transcript
    "video",  # video_entities
    "graph",  # video_map
]


class Recorded:
    """Answers nothing; `read` keeps the name and the strings of what it is asked."""

    def __init__(self) -> None:
        self.reads: list[tuple[str, list[str]]] = []
        self.texts: list[str] = []
        self.failure: Exception | None = None

    async def read(self, text: str, parameters: dict[str, Any], *, name: str, timeout: float) -> list[Any]:
        if self.failure is not None:
            raise self.failure
        self.texts.append(text)
        self.reads.append((name, [one for one in parameters.values() if isinstance(one, str)]))
        return []


async def test_known_operations_are_planned_by_each_key() -> None:
    double = Recorded()
    engine = Engine(cast("Database", double))

    await engine.warm()
    before = len(double.reads)
    await engine.warm_more()

    keys = [text for _, texts in double.reads for text in texts]
    assert before == 1
    assert [name for name, _ in double.reads] == [
        "warm video",
        "warm video",
        *(f"warm {root}" for root in PAGE_ROOTS),
        "warm video",
        "warm topics",
        "warm entity",
        "warm search.candidates",
        "warm search.letter",
        "warm search.similar",
    ]
    assert keys[0].startswith("video:-")
    assert keys[1] == "-" * 30
    assert sum(key.startswith("https://example.org/-") for key in keys) == 1


async def test_an_operation_is_planned_statement_by_statement() -> None:
    double = Recorded()
    query = "query Q($t: String!) { a: stats { videoCount } b: videos(where: {title: {contains: $t}}) { totalCount } }"

    await Engine(cast("Database", double)).plan(query, {"t": "loom"})

    assert double.reads == [("plan a", []), ("plan b", ["loom"])]
    assert [text.startswith("EXPLAIN ") for text in double.texts] == [True, True]


async def test_what_cannot_be_planned_ahead_is_left() -> None:
    double = Recorded()
    double.failure = QueryTimeout("stopped")

    await Engine(cast("Database", double)).warm_more()

    assert double.reads == []


async def test_the_app_plans_the_rest_while_it_serves() -> None:
    double = Recorded()
    app = create_app(Settings(), cast("Database", double))

    async with app.router.lifespan_context(app):
        assert len(double.reads) == 1
