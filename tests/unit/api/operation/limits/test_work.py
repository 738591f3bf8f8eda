"""The work of root fields that the objects of an answer do not show."""

import pytest

from service.api.catalog import read_fragments
from service.api.execution.prepared_operations import Requests
from service.api.operation.limits.cost import Work
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.graph.model import graph_model

IDS = 'source: "entity:a", target: "entity:b"'


@pytest.fixture(scope="module")
def requests() -> Requests:
    schema = graphql_schema()
    return Requests(schema, Catalog(schema, read_fragments(), PRE_QUERIES, graph_model()))


@pytest.mark.parametrize(
    ("query", "work"),
    [
        ("{ __typename }", Work()),
        ("{ viewer { kind } }", Work(25)),
        ('{ schemaSearch(query: "talks") { score } }', Work(80)),
        ('{ schemaDefinitions(coordinates: ["Video"]) { name } }', Work(35)),
        ("{ videos(first: 100) { nodes { title } } }", Work(40)),
        ("{ a: viewer { kind } b: videos { nodes { id } } }", Work(65)),
        ("{ stats { videoCount } }", Work(60)),
        ("{ relationships { nodes { type } } }", Work(80)),
        ("{ changes { nodes { seq } } }", Work(110)),
        ('{ suggest(prefix: "a") { name } }', Work(290)),
        ('{ suggestions(prefix: "a") { text } }', Work(290)),
        ('{ verifyQuote(text: "a") { status } }', Work(540)),
        (f'{{ verifyQuote(text: "{"a" * 5_500}") {{ status }} }}', Work(10_540)),
        (f"{{ paths({IDS}, maxHops: 6) {{ length }} }}", Work(40 + 6 * 25)),
        ("{ graph(maxNodes: 100) { nodes { id } } }", Work(40 + 280 + 100)),
        (
            '{ graph(where: {around: ["entity:a", "entity:b"], hops: 2}, maxNodes: 10) { nodes { id } } }',
            Work(40 + 280 + 10 + 2 * 2 * 10),
        ),
        # Words of up to three letters and words in quotes are not corrected; the words "the" and "of" are not searched for.
        ('{ search(query: "the art of war") { edges { score } } }', Work(40 + 170 + 2 * 40, 0)),
        ('{ search(query: "\\"deep learning\\"") { edges { score } } }', Work(40 + 170 + 2 * 40, 0)),
        (
            '{ search(query: "machien lerning") { edges { score } } }',
            Work(40 + 170 + 2 * 40 + 2 * 450, 2 * 450),
        ),
        (
            '{ search(query: "aaaab aaaac aaaad aaaae aaaaf aaaag aaaah") { edges { score } } }',
            Work(40 + 170 + 7 * 40 + 5 * 450, 5 * 450),
        ),
        (
            '{ search(query: "war") { facets { kinds { count } } edges { score } } }',
            Work(40 + 170 + 40 + 100, 0),
        ),
    ],
)
def test_work_is_counted_for_each_root_field(requests: Requests, query: str, work: Work) -> None:
    request = requests.prepare(query)
    assert request.work == work
    assert request.cost == request.objects + work.total


def test_fifteen_searches_for_misspelt_words_take_a_sixth_of_a_minute(requests: Requests) -> None:
    words = " ".join(f"misspelt{letter}" for letter in "abcdefghijklmnop")
    one = requests.prepare(f'{{ search(query: "{words}", first: 10) {{ edges {{ score }} }} }}')
    assert one.work == Work(40 + 170 + 16 * 40 + 5 * 450, 2250)
    assert 15 * one.cost < requests.limits.cost < 20 * one.cost
    assert 6 * 15 * one.work.total < requests.limits.public_cost < 7 * 15 * one.work.total
