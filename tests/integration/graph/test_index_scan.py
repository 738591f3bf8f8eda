"""Pages that are filled along their order, where all that the conditions name is large: the same as the naive evaluation.

On a graph of seven videos nothing is large. So how far is looked, and what is expected, is set as if it were: then
pages are browsed that are full, that are not and must be led to, and that see all there is.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from plain.executor import PlainExecutor
from service.api.catalog import read_fragments
from service.api.execution.engine import Engine
from service.api.execution.prepared_operations import Requests
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.graph.compose import index_scan
from service.graph.compose.fragment import Fragment
from service.graph.driver.database import Database
from service.graph.model import graph_model
from support.argument_values import ArgumentValues
from support.backend import SECONDS, Neo4jServer

IDS = {
    "videos": {"topics": "Topic", "entities": "Entity", "channels": "Channel", "speakers": "Person"},
    "segments": {"topics": "Topic", "entities": "Entity", "videos": "Video", "speakers": "Person"},
    "entities": {"videos": "Video", "topics": "Topic", "channels": "Channel"},
    "topics": {"videos": "Video", "entities": "Entity"},
}
OTHERS = {
    "videos": ["publishedOn: {gte: \"2024-03-01\"}", "publishedOn: {lt: \"2026-11-24\"}", "title: {contains: \"e\"}"],
    "segments": ["startSeconds: {gte: 5}", "text: {contains: \"e\"}"],
    "entities": ["minMentions: 2", "kind: [PERSON, CONCEPT]", "mentionedOn: {gte: \"2024-03-01\"}"],
    "topics": ["name: {contains: \"o\"}"],
}  # fmt: skip
HANGING = (("Topic", "videos"), ("Channel", "videos"), ("Topic", "segments"))
"""Types with a list of their own that is browsed."""
ORDERS = {
    "videos": ["PUBLISHED_ON", "DURATION", "TITLE", "ADDED_AT"],
    "entities": ["MENTIONS", "VIDEOS", "RELATIONSHIPS", "NAME", "LAST_MENTIONED_ON"],
}
LOOKS = ((1, 0), (2, 0), (4, 0), (2, 1000), (4, 1000))
"""How many items may be read, and how many times the page must be expected among them: 0 expects every page, 1,000 none,
so that only what has few items within its bounds is browsed."""

type Execute = Callable[[str, dict[str, Any]], dict[str, Any]]


def looking(fragment: Fragment, most: int) -> Fragment:
    return replace(fragment, browse=replace(fragment.browse, most=most)) if fragment.browse else fragment


@pytest.fixture(scope="module")
def engines(seed: Neo4jServer) -> Iterator[dict[tuple[int, int], Execute]]:
    """Engines by `LOOKS`, called without await, because Hypothesis must not draw in a running event
    loop."""
    with asyncio.Runner() as runner:
        database = Database.open(seed.uri, seed.user, seed.password, timeout=SECONDS)

        def caller(most: int) -> Execute:
            engine = Engine(database)
            fragments = {key: looking(fragment, most) for key, fragment in read_fragments().items()}
            engine.requests = Requests(
                engine.schema, Catalog(engine.schema, fragments, PRE_QUERIES, graph_model())
            )
            return lambda query, variables: runner.run(engine.execute(query, variables))

        yield {look: caller(look[0]) for look in LOOKS}
        runner.run(database.close())


@pytest.fixture(scope="module")
def pool(plain: PlainExecutor) -> ArgumentValues:
    return ArgumentValues(plain.graph)


@st.composite
def filters(draw: st.DrawFn, name: str, pool: ArgumentValues) -> str:
    """Conditions that name something, and perhaps others."""
    keys = draw(st.lists(st.sampled_from(sorted(IDS[name])), min_size=1, max_size=3, unique=True))
    parts = [
        f"{key}: {{{draw(st.sampled_from(['any', 'any', 'all', 'none']))}: [{', '.join(map(quoted, ids))}]}}"
        for key in keys
        if (ids := draw(st.lists(st.sampled_from(pool.ids[IDS[name][key]]), max_size=4, unique=True)))
    ]
    parts += draw(st.lists(st.sampled_from(OTHERS[name]), max_size=1))
    return f"where: {{{', '.join(parts)}}}"


def quoted(text: str) -> str:
    return f'"{text}"'


@pytest.mark.nightly
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_browsed_pages_are_those_of_the_plain_executor(
    engines: dict[tuple[int, int], Execute],
    plain: PlainExecutor,
    pool: ArgumentValues,
    monkeypatch: pytest.MonkeyPatch,
    data: st.DataObject,
):
    look = data.draw(st.sampled_from(LOOKS))
    monkeypatch.setattr(index_scan, "TIMES", look[1])
    name = data.draw(st.sampled_from(sorted(IDS)))
    order = data.draw(st.sampled_from(ORDERS.get(name, [""])))
    arguments = [data.draw(filters(name, pool))]
    if order:
        arguments.append(
            f"orderBy: [{{field: {order}, direction: {data.draw(st.sampled_from(['ASC', 'DESC']))}}}]"
        )
    backwards = data.draw(st.booleans())
    ends = "last: $size, before: $place" if backwards else "first: $size, after: $place"
    query = f"""query ($size: Int, $place: String) {{ {name}({", ".join([*arguments, ends])}) {{
      nodes {{ id }} pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }} totalCount
    }} }}"""
    execute = engines[look]
    variables: dict[str, Any] = {"size": data.draw(st.sampled_from([1, 2, 3, 20])), "place": None}
    note(query)
    for _ in range(4):
        found = execute(query, variables)
        assert found == plain.execute(query, variables, None)
        info = found["data"][name]["pageInfo"]
        if not info["hasPreviousPage" if backwards else "hasNextPage"]:
            break
        variables = variables | {"place": info["startCursor" if backwards else "endCursor"]}


@pytest.mark.parametrize(
    ("where", "order", "backwards"),
    [
        ("entities: {any: $entity}", "DESC", False),
        ("entities: {all: $entity}, topics: {any: $topics}", "DESC", True),
        ('entities: {any: $entity, none: $none}, publishedOn: {gte: "2024-03-01", lt: "2026-11-24"}', "ASC", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("look", [(2, 0), pytest.param((4, 1000), marks=pytest.mark.nightly)])
def test_pages_of_one_entity_are_those_of_the_plain_executor(
    engines: dict[tuple[int, int], Execute],
    plain: PlainExecutor,
    pool: ArgumentValues,
    monkeypatch: pytest.MonkeyPatch,
    look: tuple[int, int],
    where: str,
    order: str,
    backwards: bool,
):
    """They are read along the entity's own index: each entity, in pages of one, to the end."""
    monkeypatch.setattr(index_scan, "TIMES", look[1])
    entities, most = pool.ids["Entity"], 0
    lists = {"entity": [], "topics": pool.ids["Topic"], "none": entities[:1]}
    used = {name: ids for name, ids in lists.items() if f"${name}" in where}
    ends = "last: $size, before: $place" if backwards else "first: $size, after: $place"
    query = f"""query ($size: Int, $place: String, {", ".join(f"${name}: [ID!]" for name in used)}) {{
      videos(orderBy: [{{field: PUBLISHED_ON, direction: {order}}}], where: {{{where}}}, {ends}) {{
        nodes {{ id }} pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }} }} }}"""
    for entity in entities:
        place, pages, more = None, 0, True
        while more:
            variables = {**used, "entity": [entity], "size": 1, "place": place}
            found = engines[look](query, variables)
            assert found == plain.execute(query, variables, None)
            info = found["data"]["videos"]["pageInfo"]
            more = info["hasPreviousPage" if backwards else "hasNextPage"]
            place, pages = info["startCursor" if backwards else "endCursor"], pages + 1
        most = max(most, pages)
    assert most > 1


@pytest.mark.nightly
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_browsed_pages_of_one_object_are_those_of_the_plain_executor(
    engines: dict[tuple[int, int], Execute],
    plain: PlainExecutor,
    pool: ArgumentValues,
    monkeypatch: pytest.MonkeyPatch,
    data: st.DataObject,
):
    look = data.draw(st.sampled_from(LOOKS))
    monkeypatch.setattr(index_scan, "TIMES", look[1])
    label, list_ = data.draw(st.sampled_from(HANGING))
    arguments: list[str] = []
    if list_ == "videos":
        order = data.draw(st.sampled_from(ORDERS["videos"]))
        arguments = [
            f"orderBy: [{{field: {order}, direction: {data.draw(st.sampled_from(['ASC', 'DESC']))}}}]"
        ]
    if data.draw(st.booleans()):
        arguments.append(data.draw(filters(list_, pool)))
    backwards = data.draw(st.booleans())
    ends = "last: $size, before: $place" if backwards else "first: $size, after: $place"
    fact = "edges { segmentCount node { id } }" if (label, list_) == ("Topic", "videos") else ""
    query = f"""query ($id: ID!, $size: Int, $place: String) {{ node(id: $id) {{ ... on {label} {{
      {list_}({", ".join([*arguments, ends])}) {{
        nodes {{ id }} {fact} pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }} totalCount
      }} }} }} }}"""
    execute = engines[look]
    variables: dict[str, Any] = {
        "id": data.draw(st.sampled_from(pool.ids[label])),
        "size": data.draw(st.sampled_from([1, 2, 3, 20])),
        "place": None,
    }
    note(query)
    for _ in range(4):
        found = execute(query, variables)
        assert found == plain.execute(query, variables, None)
        if found["data"]["node"] is None:
            break
        info = found["data"]["node"][list_]["pageInfo"]
        if not info["hasPreviousPage" if backwards else "hasNextPage"]:
            break
        variables = variables | {"place": info["startCursor" if backwards else "endCursor"]}


def test_each_object_of_a_list_browses_for_itself(
    engines: dict[tuple[int, int], Execute], plain: PlainExecutor, monkeypatch: pytest.MonkeyPatch
):
    query = """{ topics(first: 50) { nodes { id videos(first: 2) { edges { segmentCount node { id } } }
      segments(first: 3) { nodes { id } } } }
      channels(first: 50) { nodes { id videos(first: 2) { nodes { id } } } } }"""
    expected = plain.execute(query, {}, None)
    assert len(expected["data"]["topics"]["nodes"]) > 5
    for (_, times), execute in engines.items():
        monkeypatch.setattr(index_scan, "TIMES", times)
        assert execute(query, {}) == expected
