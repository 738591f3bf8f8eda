"""Errors of values in a document name the argument and the location."""

from typing import Any

import pytest

from service.api.catalog import read_fragments
from service.api.execution.documents import OperationRefused
from service.api.execution.prepared_operations import Requests
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.graph.model import graph_model

DATE = "Date takes an ISO 8601 calendar date such as 2026-11-24, not '2024'."


@pytest.fixture(scope="module")
def requests() -> Requests:
    schema = graphql_schema()
    return Requests(schema, Catalog(schema, read_fragments(), PRE_QUERIES, graph_model()))


@pytest.mark.parametrize(
    ("query", "message", "column"),
    [
        (
            '{ videos(where: {publishedOn: {gte: "2024"}}) { totalCount } }',
            f"`where.publishedOn.gte`: {DATE}",
            37,
        ),
        (
            '{ videos(where: {or: [{}, {publishedOn: {lt: "2024"}}]}) { totalCount } }',
            f"`where.or.1.publishedOn.lt`: {DATE}",
            46,
        ),
        (
            "{ videos(where: {publishedOn: {gte: 2024}}) { totalCount } }",
            "`where.publishedOn.gte`: A string is expected here.",
            37,
        ),
        (
            '{ video(by: {url: "example.org"}) { id } }',
            "`by.url`: URL takes an absolute http(s) URL, not 'example.org'.",
            19,
        ),
        (
            '{ videos(first: "2") { totalCount } }',
            '`first`: Int cannot represent non-integer value: "2"',
            17,
        ),
        (
            "{ entities(where: {kind: PERSONS}) { totalCount } }",
            "`where.kind`: Value 'PERSONS' does not exist in 'EntityKind' enum. Did you mean the enum value 'PERSON'?",
            26,
        ),
        (
            "{ stats { videoCount @skip(if: 1) } }",
            "`if`: Boolean cannot represent a non boolean value: 1",
            32,
        ),
        # The default of a variable is no argument.
        (
            'query ($day: Date = "2024") { videos(where: {publishedOn: {gte: $day}}) { totalCount } }',
            DATE,
            21,
        ),
    ],
)
def test_a_value_that_is_none_of_its_type(requests: Requests, query: str, message: str, column: int) -> None:
    with pytest.raises(OperationRefused) as caught:
        requests.prepare(query)
    [error] = caught.value.errors
    assert error.formatted == {"message": message, "locations": [{"line": 1, "column": column}]}
    assert caught.value.code == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize(
    ("declared", "where", "value", "at"),
    [
        ("Date", "{publishedOn: {gte: $value}}", "2024", ""),
        ("VideoWhere", "$value", {"publishedOn": {"gte": "2024"}}, " at .publishedOn.gte"),
    ],
)
def test_a_value_in_a_variable(requests: Requests, declared: str, where: str, value: Any, at: str) -> None:
    query = f"query ($value: {declared}) {{ videos(where: {where}) {{ totalCount }} }}"
    with pytest.raises(OperationRefused) as caught:
        requests.prepare(query, {"value": value})
    [error] = caught.value.errors
    assert error.formatted == {
        "message": f"Variable '$value' has invalid value{at}: {DATE}",
        "locations": [{"line": 1, "column": 8}],
    }


def test_nothing_is_said_of_values_that_fit(requests: Requests) -> None:
    query = """{ videos(where: {publishedOn: {gte: "2024-02-29"}, not: {publishedOn: null}}, first: 2) { totalCount }
      video(by: {url: "https://example.org/a"}) { id } }"""
    assert requests.prepare(query).objects == 1
