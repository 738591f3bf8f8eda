"""A null in any place of a record: the strict reader and graphql-core give the same, and a null where none may be is an error in its place.

The database is a double that gives recorded rows, since no real graph has such nulls.
"""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, cast

import orjson
import pytest

import service.api.execution.engine
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from support import recorded_rows

pytestmark = pytest.mark.anyio

type Path = tuple[int, ...]

VANISHED = (
    "An object was deleted while it was read: send the query again. "
    "If it stays so, the graph is not whole: `videograph doctor` says what is wrong."
)


class Recorded:
    """Gives one record for each root field, by its name; nothing was merged. `torn`: what the first read of a field gives."""

    timeout = 5.0

    def asked_by(self, _: Any) -> Any:
        return self

    def __init__(self, rows: dict[str, Any], torn: dict[str, Any]) -> None:
        self.rows = rows
        self.torn = dict(torn)

    def has_planned(self, *_: object) -> bool:
        return True

    async def read(
        self, _: str, __: Any = None, *, name: str, timeout: float | None = None, **_more: Any
    ) -> list[Any]:
        if name == "merged entities":
            return []
        field = name.removeprefix("Query.")
        return [self.torn.pop(field) if field in self.torn else self.rows[field]]


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Returns all places in nested lists, except the outermost list, which is the record."""
    for index, one in enumerate(value):
        yield (*path, index)
        if isinstance(one, list):
            yield from places(one, (*path, index))


def with_null(value: Any, path: Path) -> Any:
    changed = deepcopy(value)
    inner = changed
    for index in path[:-1]:
        inner = inner[index]
    inner[path[-1]] = None
    return changed


class Engines:
    """Both engines over one record a root field; says whether the strict reader gave the answer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        nothing = cast("Database", Recorded({}, {}))
        self.both = (
            Engine(nothing, limits=recorded_rows.ANY),
            Engine(nothing, compiled=False, limits=recorded_rows.ANY),
        )
        self.executed = 0
        execute = service.api.execution.engine.execute_over_data

        def execute_over_data(*arguments: Any) -> Any:
            self.executed += 1
            return execute(*arguments)

        monkeypatch.setattr(service.api.execution.engine, "execute_over_data", execute_over_data)

    async def execute(
        self, query: str, rows: dict[str, Any], torn: dict[str, Any] | None = None
    ) -> tuple[dict[str, Any], bool]:
        before = self.executed
        found: list[dict[str, Any]] = []
        for engine in self.both:
            engine.database = cast("Database", Recorded(rows, torn or {}))
            found.append(await engine.execute(query))
        assert orjson.dumps(found[0]) == orjson.dumps(found[1])
        return found[0], self.executed == before + 1


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Engines:
    return Engines(monkeypatch)


@pytest.mark.parametrize("name", recorded_rows.QUERIES)
async def test_recorded_rows_are_read_by_the_compiled_reader(name: str, engines: Engines):
    response, compiled = await engines.execute(recorded_rows.QUERIES[name], recorded_rows.read()[name])
    assert compiled
    assert list(response) == ["data"]


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        pytest.param("video", {"error": 148, "null": 40, "not selected": 56}, marks=pytest.mark.nightly),
        ("lists", {"error": 99, "null": 38, "not selected": 54}),
        ("nodes", {"error": 15, "null": 5, "not selected": 3}),
    ],
)
async def test_a_null_in_any_place(name: str, outcomes: dict[str, int], engines: Engines):
    query, rows = recorded_rows.QUERIES[name], recorded_rows.read()[name]
    whole, _ = await engines.execute(query, rows)
    found: Counter[str] = Counter()
    for key, record in rows.items():
        torn = True
        for path in places(record):
            response, compiled = await engines.execute(query, rows | {key: with_null(record, path)})
            assert compiled == ("errors" not in response), (key, path)
            if compiled:
                found["not selected" if response == whole else "null"] += 1
                continue
            found["error"] += 1
            if torn:  # a record that is whole when it is read again
                again, _ = await engines.execute(query, rows, {key: with_null(record, path)})
                assert again == whole, (key, path)
                torn = False
            for error in response["errors"]:
                assert error["message"] == VANISHED
                assert error["extensions"] == {"code": "NOT_FOUND"}
                assert led_to(response["data"], error["path"]) is None
    assert found == outcomes


def led_to(value: Any, path: list[str | int]) -> Any:
    """Returns the value at an error's path, or the null at the nearest nullable place above it."""
    for step in path:
        value = None if value is None else value[step]
    return value
