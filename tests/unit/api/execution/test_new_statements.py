"""New statements of one client in a minute: a token bucket, which statements that are known do not touch."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pytest

from service.access.client_address import client_of
from service.access.scopes import ALL
from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.errors import RateLimited
from service.fair_sharing import Buckets
from service.graph.driver.database import Database
from service.graph.driver.planning import Planning, shape_of
from service.settings.limits import Limits

pytestmark = pytest.mark.anyio


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


VIEWER = Viewer("PUBLIC", "a", ALL)


def wait_of(buckets: tuple[Buckets, int], client: str, tokens: int) -> int:
    """Seconds that the client has to wait; 0 where it is admitted."""
    return buckets[0].take(client, tokens, buckets[1])


def test_a_bucket_fills_up_in_a_minute(clock: Clock):
    buckets = Buckets(clock), 6

    assert [wait_of(buckets, "a", 2) for _ in range(4)] == [0, 0, 0, 20]
    clock.now = 19.9
    assert wait_of(buckets, "a", 2) == 1
    clock.now = 20.0
    assert wait_of(buckets, "a", 2) == 0
    clock.now = 1000.0
    assert [wait_of(buckets, "a", 3) for _ in range(3)] == [0, 0, 30]


def test_each_client_has_its_own(clock: Clock):
    buckets = Buckets(clock), 1
    assert [wait_of(buckets, client, 1) for client in ("a", "b", "a", "b")] == [0, 0, 60, 60]


def test_what_is_larger_than_a_bucket_takes_all_of_it(clock: Clock):
    buckets = Buckets(clock), 5
    assert [wait_of(buckets, "a", 10), wait_of(buckets, "a", 10)] == [0, 60]


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        (None, ""),
    ],
)
def test_who_is_one_client(host: str | None, client: str):
    assert client_of(host) == client


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": "x" * 11}, {"a": "y" * 100}, True),
        ({"a": "x" * 10}, {"a": "y" * 11}, False),
        ({"a": ""}, {"a": "y"}, False),
        ({"a": [1, 2]}, {"a": [3] * 10}, True),
        ({"a": [1]}, {"a": []}, False),
        ({"a": 1}, {"a": 2**40}, True),
        ({"a": 1}, {"a": 1.5}, False),
        ({"a": None}, {"a": 1}, False),
    ],
)
def test_neo4j_plans_by_types_and_lengths_of_parameters(one: Any, other: Any, same: bool):
    assert (shape_of("RETURN $a", one) == shape_of("RETURN $a", other)) == same


def test_as_many_shapes_are_known_as_neo4j_keeps_plans_a_third_of_them_for_each_group():
    planning = Planning(1)
    shapes = [shape_of(f"RETURN {number}", None) for number in range(334)]
    for shape in shapes[:333]:
        assert planning.is_new(shape, None)
    assert not planning.is_new(shapes[0], None)
    assert planning.is_new(shapes[333], None)
    assert (planning.knows(shapes[0]), planning.knows(shapes[1])) == (True, False)


def test_no_client_makes_the_service_forget_which_statements_are_planned():
    planning = Planning(1)
    own = [shape_of(f"RETURN 'own {number}'", None) for number in range(333)]
    page = shape_of("RETURN 'a page of somebody'", None)
    for shape in own:
        planning.is_new(shape, None)
    planning.is_new(page, replace(VIEWER, client="reader"))
    for kind in ("PUBLIC", "KEY"):
        sender = Viewer(kind, "flood", ALL)
        flood = [shape_of(f"RETURN '{kind} {number}'", None) for number in range(1000)]
        for shape in flood:
            assert (planning.is_new(shape, sender), planning.is_new(shape, sender)) == (True, False)
        kept = 332 if kind == "PUBLIC" else 333
        assert [shape for shape in flood if planning.knows(shape)] == flood[-kept:]

    assert all(planning.knows(shape) for shape in [*own, page])


def test_what_ran_before_neo4j_was_gone_is_known_but_has_no_plan():
    planning = Planning(1)
    shape = shape_of("RETURN 1", None)
    assert planning.is_new(shape, None)
    planning.forget_plans()
    assert (planning.knows(shape), planning.has_plan(shape)) == (True, False)
    assert planning.is_new(shape, None)
    assert (planning.has_plan(shape), planning.is_new(shape, None)) == (True, False)


class Counted:
    """Answers each root field with an empty list; knows what it has answered, as a database does."""

    timeout = 5.0

    def asked_by(self, _: Any) -> Any:
        return self

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.reads = 0

    def has_planned(self, statement: str, _: Mapping[str, Any] | None) -> bool:
        return statement in self.known

    async def read(self, statement: str, _: Any = None, *, name: str, **_more: Any) -> list[Any]:
        self.known.add(statement)
        self.reads += 1
        return [[[]]]


TITLES = "{ videos { nodes { title } } }"
NAMES = '{ entities(where: {name: {contains: "a"}}) { nodes { name } } }'


def limited(per_minute: int) -> tuple[Engine, Counted]:
    double = Counted()
    return Engine(cast("Database", double), limits=Limits(new_statements=per_minute)), double


async def test_none_is_no_limit():
    engine, double = limited(0)
    for number in range(1, 6):
        await engine.execute(NAMES.replace('"a"', f'"{"a" * 20 * number}"'), viewer=VIEWER)
    assert double.reads == 5


async def test_known_statements_are_never_limited():
    engine, double = limited(1)
    for number in range(50):
        titles = await engine.execute(TITLES.replace("videos", f"videos(first: {number})"), viewer=VIEWER)
        assert titles == {"data": {"videos": {"nodes": []}}}
    with pytest.raises(RateLimited):
        await engine.execute(NAMES, viewer=VIEWER)
    assert await engine.execute(TITLES, viewer=VIEWER) == {"data": {"videos": {"nodes": []}}}
    assert (await engine.execute(NAMES, viewer=replace(VIEWER, client="b")))["data"] == {
        "entities": {"nodes": []}
    }
    assert (await engine.execute(NAMES, viewer=VIEWER))["data"] == {"entities": {"nodes": []}}
    assert double.reads == 53


async def test_values_in_the_text_and_in_variables_need_the_same_statement():
    """`docs/guides/graphql-reference.md` therefore does not advise putting values into variables."""
    engine, _ = limited(1)
    variable = "query ($text: String) { entities(where: {name: {contains: $text}}) { nodes { name } } }"

    assert list(await engine.execute(NAMES, viewer=VIEWER)) == ["data"]
    assert list(await engine.execute(NAMES.replace('"a"', '"other words"'), viewer=VIEWER)) == ["data"]
    assert list(await engine.execute(variable, {"text": "b"}, viewer=VIEWER)) == ["data"]


async def test_root_fields_beyond_the_limit_are_errors_of_their_own():
    engine, double = limited(1)
    response = await engine.execute(
        f'{{ {TITLES[1:-1]} topic(by: {{slug: "a"}}) {{ name }} }}', viewer=VIEWER
    )
    assert response["data"] == {"videos": {"nodes": []}, "topic": None}
    [error] = response["errors"]
    assert (error["path"], error["extensions"]) == (
        ["topic"],
        {"code": "RATE_LIMITED", "retryAfter": 60, "reason": "NEW_STATEMENTS"},
    )
    assert double.reads == 1


async def test_a_request_of_which_nothing_is_left_is_refused_as_a_whole():
    """A list is never null, so without one of its lists the operation has no data."""
    engine, _ = limited(1)
    with pytest.raises(RateLimited) as raised:
        await engine.execute(f"{{ {TITLES[1:-1]} {NAMES[1:-1]} }}", viewer=VIEWER)
    assert raised.value.retry_after == 60


async def test_the_same_statement_of_several_root_fields_counts_once():
    engine, _ = limited(1)
    same = " ".join(f"a{number}: videos(first: {number + 1}) {{ nodes {{ title }} }}" for number in range(20))
    assert list(await engine.execute(f"{{ {same} }}", viewer=VIEWER)) == ["data"]


async def test_who_sends_what_is_being_planned_pays_nothing():
    """Of several readers who open the same page of a service that has just started, one pays for its plan."""
    engine, double = limited(1)
    answer = double.read

    async def slow(*given: Any, **named: Any) -> list[Any]:
        await asyncio.sleep(0)
        return await answer(*given, **named)

    double.read = slow  # type: ignore[method-assign]
    responses = await asyncio.gather(*(engine.execute(TITLES, viewer=VIEWER) for _ in range(8)))

    assert responses == [{"data": {"videos": {"nodes": []}}}] * 8
    assert double.reads == 8
    with pytest.raises(RateLimited):
        await engine.execute(NAMES, viewer=VIEWER)


async def test_a_string_of_a_cursor_that_stands_in_the_text_is_a_new_statement():
    """Neo4j compares some strings right only in the text (`service/graph/compose/cursor_literals.py`), and plans each of them."""
    engine, double = limited(3)
    query = "query ($after: String) { entities(after: $after, orderBy: [{field: NAME, direction: ASC}]) { nodes { name } } }"
    cursors = [
        engine.requests.cursors.encode("Query.entities/NAME++", [f"{'🦙' * number} llama", "entity:a"])
        for number in range(1, 5)
    ]
    for cursor in cursors[:3]:
        assert list(await engine.execute(query, {"after": cursor}, viewer=VIEWER)) == ["data"]
    with pytest.raises(RateLimited):
        await engine.execute(query, {"after": cursors[3]}, viewer=VIEWER)
    assert len(double.known) == 3


async def test_who_asks_on_this_machine_is_not_limited():
    engine, double = limited(1)
    for query in (TITLES, NAMES):
        assert list(await engine.execute(query, viewer=replace(VIEWER, kind="LOCAL"))) == ["data"]
    assert double.reads == 2


async def test_who_asks_without_an_address_is_not_limited():
    engine, double = limited(1)
    for query in (TITLES, NAMES):
        assert list(await engine.execute(query)) == ["data"]
    assert double.reads == 2
