"""Answers about the schema: kept, and put together off the event loop, for clients one after the other."""

import threading
from typing import Any, cast

import orjson
import pytest
from graphql import get_introspection_query

from service.access.scopes import ALL
from service.access.viewer import Viewer
from service.api.execution import engine as engines
from service.api.execution.engine import Engine, GraphqlRequest
from service.graph.driver.database import Database

pytestmark = pytest.mark.anyio

QUERY = get_introspection_query(descriptions=False)
STRANGER = Viewer("PUBLIC", "192.0.2.7", ALL)
OTHER = Viewer("PUBLIC", "192.0.2.8", ALL)


class Nothing:
    """Finds null where the schema promises a page."""

    timeout = 5.0

    def asked_by(self, _: Any) -> Any:
        return self

    def has_planned(self, *_: object) -> bool:
        return True

    async def read(self, *_: object, **__: object) -> list[Any]:
        return [[None]]


@pytest.fixture
def engine() -> Engine:
    return Engine(cast("Database", Nothing()))


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The thread of each execution by graphql-core: `loop`, or `beside`."""
    found: list[str] = []
    main = threading.current_thread()
    execute = engines.execute_over_data

    def noted(*given: Any) -> Any:
        found.append("loop" if threading.current_thread() is main else "beside")
        return execute(*given)

    monkeypatch.setattr(engines, "execute_over_data", noted)
    return found


async def test_an_answer_about_the_schema_is_kept_and_made_beside_the_loop(
    engine: Engine, threads: list[str]
) -> None:
    first = await engine.answer(GraphqlRequest(QUERY, viewer=STRANGER))
    assert orjson.loads(first.body)["data"]["__schema"]["queryType"]["name"] == "Query"
    again = [await engine.answer(GraphqlRequest(QUERY, viewer=one)) for one in (STRANGER, OTHER)]
    assert [one.body for one in again] == [first.body] * 2
    assert threads == ["beside"]
    other = await engine.answer(GraphqlRequest(QUERY.replace("queryType", "q: queryType"), viewer=OTHER))
    assert other.body != first.body
    assert threads == ["beside", "beside"]


async def test_a_small_answer_is_made_at_once(engine: Engine, threads: list[str]) -> None:
    query = "query ($name: String!) { __typename __type(name: $name) { name } }"
    answers = [await engine.execute(query, {"name": name}, viewer=STRANGER) for name in ("Video", "Topic")]
    assert answers == [
        {"data": {"__typename": "Query", "__type": {"name": name}}} for name in ("Video", "Topic")
    ]
    assert threads == ["loop", "loop"]


async def test_other_variables_are_another_answer(engine: Engine) -> None:
    query = "query ($name: String!) { __schema { types { fields { name } } } __type(name: $name) { name } }"
    answers = [await engine.execute(query, {"name": name}, viewer=STRANGER) for name in ("Video", "Topic")]
    assert [answer["data"]["__type"] for answer in answers] == [{"name": "Video"}, {"name": "Topic"}]


async def test_a_large_answer_is_put_together_beside_the_loop(
    engine: Engine, threads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As graphql-core does here, because nothing was found where the schema promises something."""
    for many, where in ((3, "loop"), (2, "beside")):
        monkeypatch.setattr(engines, "_MANY_OBJECTS", many)
        await engine.execute("{ videos(first: 3) { nodes { id } } }")
        assert set(threads[-2:]) == {where}
