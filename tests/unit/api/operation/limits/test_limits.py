"""Limits of a request: the exact cost of operations, and the limits of their shape."""

import time
from dataclasses import fields
from typing import Any

import pytest
from graphql import get_introspection_query

from service.api.catalog import read_fragments
from service.api.execution import documents, prepared_operations
from service.api.execution.documents import OperationRefused
from service.api.execution.engine import OPERATIONS
from service.api.execution.prepared_operations import Requests
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.graph.model import graph_model
from service.resources import web_folder
from service.settings import Settings
from service.settings.limits import Limits, limit_setting

BOUNDLESS = 10**12
PAGE = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")
EXAMPLES = web_folder() / "graphiql" / "examples"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog(graphql_schema(), read_fragments(), PRE_QUERIES, graph_model())


def requests(catalog: Catalog, **limits: int) -> Requests:
    return Requests(catalog.schema, catalog, Limits(**limits))


def cost(catalog: Catalog, query: str, **variables: Any) -> int:
    return requests(catalog, cost=BOUNDLESS).prepare(query, variables).objects


def refusal(asked: Requests, query: str, **variables: Any) -> tuple[str, str, dict[str, Any]]:
    with pytest.raises(OperationRefused) as caught:
        asked.prepare(query, variables)
    [error] = caught.value.errors
    return caught.value.code, error.message, error.extensions or {}


COSTS = [
    ("{ __typename }", 0),
    ("{ stats { videoCount entityCount } }", 1),
    ("{ stats { entitiesByKind { kind count } } }", 1 + 5),
    ('{ video(by: {slug: "a"}) { title } }', 1),
    ('{ video(by: {slug: "a"}) { channel { name } chapters { title } } }', 1 + 1 + 5),
    ("{ videos { totalCount } }", 0),
    ("{ videos { pageInfo { hasNextPage } } }", 0),
    ("{ videos { nodes { title } } }", 20),
    ("{ videos(first: null) { nodes { title } } }", 20),
    ("{ videos(first: 0) { nodes { title } } }", 0),
    ("{ videos(first: 7) { nodes { title } } }", 7),
    ("{ videos(last: 7) { nodes { title } } }", 7),
    ("{ videos(first: 7) { edges { cursor } } }", 7),
    ("{ videos(first: 7) { edges { node { title } } } }", 7),
    ("{ videos(first: 7) { nodes { title } edges { cursor node { id } } } }", 7),
    ("{ videos(first: 7) { a: nodes { id } b: nodes { id } } }", 7),
    ("{ videos(first: 7) { nodes { channel { name } } edges { node { channel { name } } } } }", 7 * 3),
    ("{ a: videos(first: 7) { nodes { id } } b: videos(first: 3) { nodes { id } } }", 10),
    ("{ videos(first: 7) { nodes { id } } videos(first: 7) { nodes { title } } }", 7),
    ("{ videos(first: 7) { nodes { entities(first: 3) { nodes { name } } } } }", 7 * (1 + 3)),
    ("{ entities(first: 7) { countsByKind { count } nodes { id } } }", 5 + 7),
    # What bears a hundred relationships out, with the segments quoted (two are expected of each), is asked at once.
    (
        '{ entity(by: {name: "a"}) { relationships(first: 100) { nodes { evidence(first: 100) { nodes { '
        "segments { text } video { title } } } } } } }",
        1 + 100 * (1 + 100 * (1 + 2 + 1)),
    ),
    # More than fits a page is an error of its argument: what it can bring at most is counted.
    ("{ videos(first: 1000000000) { nodes { title } } }", 100),
    ("{ videos(first: -1) { nodes { title } } }", 0),
    ('{ video(by: {slug: "a"}) { transcript(first: 1000) { nodes { text } } } }', 1 + 1000),
    ('{ node(id: "video:a") { id } }', 1),
    ('{ nodes(ids: ["video:a", "video:b", "topic:a"]) { id } }', 3),
    ('{ nodes(ids: ["video:a", "video:b"]) { ... on Video { channel { name } } ... on Topic { id } } }', 4),
    # An object is one of its types: the dearest counts.
    (
        '{ entity(by: {name: "a"}) { id ... on Person { relationships(first: 9) { nodes { id } } } '
        "... on Company { videos(first: 4) { nodes { id } } } } }",
        1 + 9,
    ),
    # Fragments by their use; the same field through two of them once.
    ("{ a: stats { ...F } b: stats { ...F } } fragment F on GraphStats { entitiesByKind { count } }", 12),
    ("{ stats { ...F ...G } } fragment F on GraphStats { entitiesByKind { count } } "
     "fragment G on GraphStats { entitiesByKind { kind } }", 6),
    ("{ videos(first: 5) @skip(if: true) { nodes { id } } stats { videoCount } }", 1),
    ("{ videos(first: 5) @include(if: false) { nodes { id } } topics(first: 2) { nodes { id } } }", 2),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), COSTS)
def test_cost(catalog: Catalog, query: str, expected: int) -> None:
    assert cost(catalog, query) == expected


def test_cost_follows_the_variables(catalog: Catalog) -> None:
    query = """query ($n: Int, $ids: [ID!]!, $more: Boolean = false) {
      topics(first: $n) { nodes { id videos(first: 2) @include(if: $more) { nodes { id } } } }
      nodes(ids: $ids) { id }
    }"""
    asked = requests(catalog, cost=BOUNDLESS)

    def found(**variables: Any) -> int:
        return asked.prepare(query, variables).objects

    assert found(n=3, ids=[]) == 3
    assert found(n=4, ids=[]) == 4
    assert found(ids=["video:a"]) == 20 + 1
    assert found(ids=["video:a", "video:b"]) == 20 + 2
    assert found(n=3, ids=["video:a", "video:b"], more=True) == 3 * 3 + 2
    assert found(n=3, ids=[]) == 3


def test_a_cost_is_reckoned_once_for_its_values(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = requests(catalog)
    by = "query ($by: VideoLookup!, $n: Int) { video(by: $by) { topics(first: $n) { nodes { id } } } }"
    assert asked.prepare(by, {"by": {"slug": "a"}, "n": 2}).objects == 3

    monkeypatch.setattr(asked, "_cost_of", None)

    assert asked.prepare(by, {"by": {"slug": "b"}, "n": 2}).objects == 3


def test_own_operations_fit_easily(catalog: Catalog) -> None:
    # video, media, channel, speakers, sections with bullets and segments, chapters; then the pages
    page = (
        1
        + 1
        + 1
        + 5 * 2
        + 5 * (1 + 5 * (1 + 5))
        + 5
        + 50
        + 1000 * (1 + 1 + 5 * 2)
        + (5 + 100)
        + 100 * (3 + 3 * 2)
    )
    assert page == 13_228
    assert cost(catalog, PAGE, by={"slug": "a"}) == page
    assert [cost(catalog, file.read_text(encoding="utf-8")) for file in sorted(EXAMPLES.iterdir())] == [
        10 * (1 + 1 + 1 + 1 + 1),
        10 * (1 + 5),
        1 + 10 * (1 + 1 * (1 + 1) + 1 + 5 * (1 + 1 + 1)),
    ]
    assert page * 3 < Limits().cost


def test_introspection_fits_easily(catalog: Catalog) -> None:
    full = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )

    assert 0 < cost(catalog, full) < Limits().cost / 2


DEEP = (
    "{videos(first:100){nodes{entities(first:100){nodes{videos(first:100){nodes{transcript(first:100)"
    "{nodes{text}}}}}}}}}"
)


def test_what_bears_all_relationships_of_a_page_out_fits(catalog: Catalog) -> None:
    query = (
        '{ entity(by: {name: "a"}) { relationships(first: 100) { nodes { evidence(first: 100) { nodes { '
        "quote segments { text } } } } } } }"
    )
    assert requests(catalog).prepare(query, {}).objects == 30_101


def test_more_than_the_limit_is_refused_with_the_numbers(catalog: Catalog) -> None:
    expected = 100 * (1 + 100 * (1 + 100 * (1 + 100)))
    path = "videos.nodes.entities.nodes.videos.nodes.transcript"

    assert refusal(requests(catalog), DEEP) == (
        "QUERY_TOO_COMPLEX",
        "The answer may contain 101010100 objects: at most 50000 are allowed (VIDEOGRAPH_MAX_COST). "
        f"The largest part is `{path}`, with 100000000 objects. Use smaller pages (`first`, `last`) or several queries.",
        {
            "found": expected,
            "limit": 50_000,
            "setting": "VIDEOGRAPH_MAX_COST",
            "cost": expected,
            "largest": {"path": path, "objects": 100**4},
        },
    )


def test_up_to_the_limit_is_taken(catalog: Catalog) -> None:
    query = "query ($n: Int) { videos(first: $n) { nodes { id } } }"
    asked = requests(catalog, cost=90)

    assert asked.prepare(query, {"n": 50}).cost == 90
    assert refusal(asked, query, n=51) == (
        "QUERY_TOO_COMPLEX",
        "The query costs 91 (51 for objects, 40 for other work): "
        "at most 90 are allowed (VIDEOGRAPH_MAX_COST). The largest part is `videos`, with 51 objects. "
        "Use smaller pages (`first`, `last`) or several queries.",
        {
            "found": 91,
            "limit": 90,
            "setting": "VIDEOGRAPH_MAX_COST",
            "cost": 91,
            "largest": {"path": "videos", "objects": 51},
        },
    )


@pytest.mark.parametrize(
    ("query", "path", "objects"),
    [
        ("{ topics { nodes { id } } videos(first: 30) { nodes { id } } }", "videos", 30),
        ("{ a: videos(first: 7) { nodes { id } } b: videos(first: 8) { nodes { id } } }", "b", 8),
        # Objects nested in a field do not count as its own; of two fields with as many, it is the outer one.
        ("{ videos(first: 7) { nodes { entities(first: 3) { nodes { name } } } } }", "videos.nodes.entities", 21),
        ("{ videos(first: 7) { edges { node { id channel { name } } } } }", "videos", 7),
        ("{ videos(first: 7) { edges { node { chapters { title } } } } }", "videos.edges.node.chapters", 35),
        ("{ videos(first: 2) { ...F } } fragment F on VideoConnection { mine: nodes { sections { bullets { text } } } }",
         "videos.mine.sections.bullets", 50),
        (
            '{ entity(by: {name: "a"}) { id ... on Person { relationships(first: 9) { nodes { id } } } '
            "... on Company { videos(first: 4) { nodes { id } } } } }",
            "entity.relationships",
            9,
        ),
        ('{ nodes(ids: ["video:a", "video:b"]) { id } }', "nodes", 2),
    ],
)  # fmt: skip
def test_the_largest_part_is_named(catalog: Catalog, query: str, path: str, objects: int) -> None:
    _, message, extensions = refusal(requests(catalog, cost=1), query)

    assert extensions["largest"] == {"path": path, "objects": objects}
    assert f"(VIDEOGRAPH_MAX_COST). The largest part is `{path}`, with {objects} objects. Use" in message


@pytest.mark.parametrize(
    ("limits", "fits", "over", "message"),
    [
        (
            {"depth": 3},
            "{ videos { nodes { id } } }",
            "{ videos { edges { node { id } } } }",
            "The operation is 4 fields deep: at most 3 are allowed (VIDEOGRAPH_MAX_DEPTH). Ask in several queries.",
        ),
        (
            {"depth": 3},
            "{ videos { ...F } } fragment F on VideoConnection { nodes { id } }",
            "{ videos { ...F } } fragment F on VideoConnection { nodes { ... on Video { channel { name } } } }",
            "The operation is 4 fields deep: at most 3 are allowed (VIDEOGRAPH_MAX_DEPTH). Ask in several queries.",
        ),
        (
            {"root_fields": 1},
            "{ stats { videoCount } ...F } fragment F on Query { stats { topicCount } }",
            "{ stats { videoCount } ...F } fragment F on Query { topics { totalCount } }",
            "The operation has 2 root fields: at most 1 are allowed (VIDEOGRAPH_MAX_ROOT_FIELDS). Ask in several queries.",
        ),
        (
            {"aliases": 2},
            "{ stats { a: videoCount b: videoCount } }",
            "{ a: stats { ...F } b: stats { ...F } } fragment F on GraphStats { n: videoCount }",
            "The operation has 4 aliases: at most 2 are allowed (VIDEOGRAPH_MAX_ALIASES). Ask in several queries.",
        ),
        (
            {"fields": 4},
            "{ stats { videoCount ...F } } fragment F on GraphStats { topicCount }",
            "{ stats { videoCount ...F ...F } } fragment F on GraphStats { topicCount }",
            "The operation has 6 fields: at most 4 are allowed (VIDEOGRAPH_MAX_FIELDS). Ask in several queries.",
        ),
    ],
)
def test_limits_of_the_shape(
    catalog: Catalog, limits: dict[str, int], fits: str, over: str, message: str
) -> None:
    asked = requests(catalog, **limits)

    assert asked.prepare(fits).cost >= 0
    [(name, limit)] = limits.items()
    code, found, extensions = refusal(asked, over)
    assert (code, found) == ("QUERY_TOO_COMPLEX", message)
    assert extensions["limit"] == limit
    assert extensions["setting"] == f"VIDEOGRAPH_MAX_{name.upper()}"
    assert f" {extensions['found']} " in message


def test_the_operation_that_is_not_run_counts_too(catalog: Catalog) -> None:
    query = "query A { stats { videoCount } } query B { a: stats { videoCount } }"

    assert refusal(requests(catalog, aliases=0), query)[0] == "QUERY_TOO_COMPLEX"


def test_tokens(catalog: Catalog) -> None:
    asked = requests(catalog, tokens=6)

    assert asked.prepare("{ stats { videoCount } }").objects == 1
    assert refusal(asked, "{ stats { videoCount topicCount } }")[:2] == (
        "GRAPHQL_PARSE_FAILED",
        "The document has too many tokens: at most 6 are allowed (VIDEOGRAPH_MAX_TOKENS). Ask in several queries.",
    )


def test_what_costs_too_much_is_refused_before_it_is_composed(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared_operations, "compose_statements", None)
    words = " ".join("abcdefghijklmnop")
    searches = " ".join(
        f'a{n}: search(query: "{words}", first: 5) {{ edges {{ score }} }}' for n in range(20)
    )

    code, message = refusal(requests(catalog, cost=10_000), f"{{ {searches} }}")[:2]

    assert code == "QUERY_TOO_COMPLEX"
    assert message.startswith("The query costs 15500 (100 for objects, 15400 for other work): at most 10000")


def test_characters(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A literal takes as long as other text, so the length is limited before anything is parsed."""
    monkeypatch.setattr(documents, "parse", None)
    asked = requests(catalog, document=60)

    assert refusal(asked, f'{{ search(query: "{"x" * 60}") {{ totalCount }} }}')[:2] == (
        "QUERY_TOO_COMPLEX",
        "The document has 96 characters: at most 60 are allowed (VIDEOGRAPH_MAX_DOCUMENT). "
        "Put long texts into variables, or ask in several queries.",
    )


def _chain(count: int, use: str) -> str:
    """Fragments that use each the next, `use` being how."""
    links = "".join(f"fragment F{n} on Entity {{ {use.format(n + 1)} }} " for n in range(count))
    return f'{{ entity(by: {{name: "a"}}) {{ ...F0 }} }} {links} fragment F{count} on Entity {{ name }}'


_WIDE = " ".join(f"fragment F{n} on Query {{ stats {{ videoCount }} }}" for n in range(300))
PATHOLOGICAL = {
    "one field again and again": "{ stats {" + "videoCount " * 4900 + "} }",
    "one object again and again": "{" + "stats { videoCount } " * 1200 + "}",
    "many fragments": "{" + " ".join(f"...F{n}" for n in range(300)) + "}" + _WIDE,
    "fragments that double": _chain(100, "relationships(first: 1) {{ nodes {{ source {{ ...F{0} }} target {{ ...F{0} }} }} }}"),
    "fragments that double at one level": _chain(300, "...F{0} ...F{0}"),
    "fragments one in the other": _chain(600, "...F{0}"),
    "aliases": "{" + " ".join(f"a{n}: stats {{ videoCount }}" for n in range(800)) + "}",
    "types again and again": "{ __schema { types { " + "fields { name } " * 800 + "} } }",
}  # fmt: skip


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_pathological_documents_are_refused_at_once(catalog: Catalog, name: str) -> None:
    asked = requests(catalog)
    asked.prepare("{ stats { videoCount } }")
    began = time.process_time()

    with pytest.raises((OperationRefused, RecursionError)) as caught:
        asked.prepare(PATHOLOGICAL[name])

    # What doubles at each level would take for ever: the bound tells that from the rest, and is no measure of speed.
    assert time.process_time() - began < 10
    if isinstance(caught.value, OperationRefused):
        assert caught.value.code == "QUERY_TOO_COMPLEX"


def test_what_takes_long_to_validate_is_refused(catalog: Catalog) -> None:
    assert refusal(requests(catalog), "{ stats {" + "videoCount " * 900 + "} }") == (
        "QUERY_TOO_COMPLEX",
        "The document takes too long to validate: ask for each field once, or use fewer fragments.",
        {},
    )


@pytest.mark.parametrize(
    "query",
    [
        "{ ...F } fragment F on Query { ...G } fragment G on Query { ...F stats { videoCount } }",
        "{ ...Nowhere }",
    ],
)
def test_fragments_that_cannot_be_used_are_left_to_validation(catalog: Catalog, query: str) -> None:
    with pytest.raises(OperationRefused) as caught:
        requests(catalog).prepare(query)
    assert caught.value.code == "GRAPHQL_VALIDATION_FAILED"


def test_each_limit_names_its_setting() -> None:
    names = [field.name for field in fields(Limits)]
    assert {limit_setting(name) for name in names} <= {
        f"VIDEOGRAPH_{name.upper()}" for name in Settings.model_fields
    }


def test_the_settings_are_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().limits == Limits()
    monkeypatch.setenv("VIDEOGRAPH_MAX_COST", "7")
    monkeypatch.setenv("VIDEOGRAPH_MAX_ROOT_FIELDS", "3")

    assert Settings().limits == Limits(cost=7, root_fields=3)
