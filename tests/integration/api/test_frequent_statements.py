"""A statement that runs often has its selected values in the text: the rows are the same, and the plan is made beside the requests.

That the texts of all known operations say the same: tests/unit/api/operation/test_statement_forms.py.
"""

import asyncio
from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.api.operation.planning.sites import statement_of
from service.errors import QueryTimeout
from service.graph.driver.database import Database, Row
from support.recorded_rows import ANY, QUERIES

pytestmark = pytest.mark.anyio

TALK = """query ($slug: String!, $first: Int) { video(by: {slug: $slug}) {
  title publishedOn relationships(first: $first) { totalCount edges { evidence { nodes { quote url } } node { type past target { name } } } }
} }"""


async def both_forms(database: Database, query: str) -> list[list[list[Row]]]:
    """The rows of each statement of an operation, in both forms."""
    request = Engine(database, limits=ANY).requests.prepare(query, {})
    found: list[list[list[Row]]] = []
    for root, reads in zip(request.planned.plan.roots, request.reads, strict=True):
        if root.statement is not None:
            texts = [statement_of(root, reads, written=written) for written in (False, True)]
            found.append([await database.read(text, given, name="form") for text, given in texts])
    return found


@pytest.mark.parametrize("name", QUERIES)
async def test_both_forms_give_the_same_rows(seed_database: Database, name: str) -> None:
    found = await both_forms(seed_database, QUERIES[name])

    assert [first for first, _ in found] == [second for _, second in found]
    assert all(first[0][0] for first, _ in found)


async def test_the_second_form_is_planned_once_and_then_used(
    seed_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str, bool]] = []
    planned = asyncio.Event()
    read = Database.read

    async def recorded(self: Database, text: str, parameters: Any = None, **more: Any) -> list[Row]:
        rows = await read(self, text, parameters, **more)
        asked.append((more["name"], text, "values" in (parameters or {})))
        if more["name"].startswith("plan "):
            planned.set()
        return rows

    monkeypatch.setattr(Database, "read", recorded)
    engine = Engine(seed_database, often=2)
    given = {"slug": "seed-workshop", "first": 3}

    answers = [await engine.execute(TALK, given) for _ in range(3)]
    await planned.wait()
    answers.append(await engine.execute(TALK, given | {"first": 4}))

    assert [name for name, _, _ in asked] == ["Query.video"] * 3 + ["plan Query.video", "Query.video"]
    assert [named for _, _, named in asked] == [True, True, True, False, False]
    [first, second] = sorted({text for _, text, _ in asked}, key=len)
    assert "$values" not in first
    assert "video_1[name_0]" in second
    assert "[video_1.title, toString(video_1.publishedOn), " in first
    assert [one["data"]["video"]["title"] for one in answers] == ["Ünïcode Workshop: Café & 🦙"] * 4
    assert answers[0] == answers[2]


async def test_a_form_that_cannot_be_planned_in_time_is_tried_again_later(
    seed_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    read = Database.read

    async def slow(self: Database, text: str, parameters: Any = None, **more: Any) -> list[Row]:
        if more["name"].startswith("plan "):
            tried.append(more["name"])
            raise QueryTimeout("too long")
        return await read(self, text, parameters, **more)

    monkeypatch.setattr(Database, "read", slow)
    engine = Engine(seed_database, often=1)
    query = "{ stats { videoCount } }"

    for _ in range(5):
        assert "errors" not in await engine.execute(query)
        await asyncio.sleep(0)

    assert tried == ["plan Query.stats", "plan Query.stats"]
