"""Which strings of cursors stand in the text of a statement, and how."""

from typing import Any

import pytest

from service.api.explain import query_statements
from service.api.pages import encode_cursor
from service.graph.inlined import inlined, literal

TEXT = "name > $p1 AND CASE WHEN name <> $p1 THEN name > $p1 ELSE id > $p12 END LIMIT $p2"


@pytest.mark.parametrize("value", ["", "zoe", "ü", "\ud7ff", 3, None])
def test_what_is_the_same_in_both_orders_stays_a_parameter(value: Any):
    parameters = {"p1": value, "p12": "entity:a", "p2": 10}
    assert inlined(TEXT, parameters, ["p1", "p12"]) == (TEXT, parameters)


@pytest.mark.parametrize("value", ["\ue000", "a﨎", "🦙 llama"])
def test_what_is_not_stands_in_the_text(value: str):
    text, parameters = inlined(TEXT, {"p1": value, "p12": "entity:a", "p2": 10}, ["p1", "p12"])
    assert (
        text
        == f"name > '{value}' AND CASE WHEN name <> '{value}' THEN name > '{value}' ELSE id > $p12 END LIMIT $p2"
    )
    assert parameters == {"p12": "entity:a", "p2": 10}


@pytest.mark.parametrize("value", ["🦙 \\", '🦙 it\'s "so"'])
def test_what_would_need_an_escape_stays_a_parameter(value: str):
    parameters = {"p1": value, "p12": "entity:a", "p2": 10}
    assert inlined(TEXT, parameters, ["p1", "p12"]) == (TEXT, parameters)


def test_what_is_not_compared_by_order_stays_a_parameter():
    parameters = {"p1": "🦙", "p12": "🦙", "p2": 10}
    text, left = inlined(TEXT, parameters, ["p12"])
    assert text == TEXT.replace("$p12", "'🦙'")
    assert left == {"p1": "🦙", "p2": 10}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("🦙 $p1", "'🦙 $p1'"),
        ("it's $p1", '"it\'s $p1"'),
        ('"\n', "'\"\n'"),
        ('it\'s "so"', None),
        ("\\", None),
        ("\\u0027", None),
    ],
)
def test_a_string_as_cypher_writes_it(value: str, written: str | None):
    assert literal(value) == written


def test_only_a_cursor_comes_into_a_text():
    """A name that is asked for is compared by more than order, and whoever asks chooses it."""
    query = """query ($name: String, $cursor: String) {
      entities(first: 5, after: $cursor, orderBy: [{field: NAME, direction: ASC}], where: {name: {eq: $name}}) { nodes { id } } }"""
    cursor = encode_cursor("Query.entities/NAME++", ["🦙 llama", "entity:a"])
    [statement] = query_statements(query, {"name": "🦙", "cursor": cursor})
    assert "'🦙 llama'" in statement.text
    assert "'🦙'" not in statement.text
    named = {name: value for name, value in statement.parameters.items() if name != "values"}
    assert sorted(map(str, named.values())) == ["6", "entity:a", "🦙"]
