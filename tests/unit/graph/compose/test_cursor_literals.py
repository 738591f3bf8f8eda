"""Strings of cursors that are literals in a statement, and their escaping."""

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.api.execution.explain import query_statements
from service.api.operation.arguments.cursors import Cursors
from service.graph.compose.cursor_literals import inlined, literal

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


def test_what_has_too_many_pieces_stays_a_parameter():
    parameters = {"p1": "🦙" + "\\'" * 20, "p12": "entity:a", "p2": 10}
    assert inlined(TEXT, parameters, ["p1", "p12"]) == (TEXT, parameters)
    assert inlined(TEXT, parameters | {"p1": "🦙\\" + "\\'" * 19}, ["p1"])[1] == {"p12": "entity:a", "p2": 10}


def test_what_is_not_compared_by_order_stays_a_parameter():
    parameters = {"p1": "🦙", "p12": "🦙", "p2": 10}
    text, left = inlined(TEXT, parameters, ["p12"])
    assert text == TEXT.replace("$p12", "'🦙'")
    assert left == {"p1": "🦙", "p2": 10}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("", "''"),
        ("🦙 $p1", "'🦙 $p1'"),
        ("it's $p1", """('it' + "'" + 's $p1')"""),
        ('"\n', "'\"\n'"),
        ('it\'s "so"', """('it' + "'" + 's "so"')"""),
        ("''", "\"''\""),
        ("\\", r"'\\'"),
        ("\\u0027", r"('\\' + 'u0027')"),
        ("'\\'", r"""("'" + '\\' + "'")"""),
    ],
)
def test_a_string_as_cypher_writes_it(value: str, written: str):
    assert literal(value) == written


PARTS = [
    "'",
    '"',
    "\\",
    "u0027",
    "u005c",
    "\n",
    "\r",
    "🦙",
    "﨎",
    " + ",
    "$p1",
    "/*",
    "*/",
    "//",
    "`",
    "(",
    ")",
    "a",
]
TOKEN = re.compile(r"""'\\\\'|'[^'\\]*'|"[^"\\]*\"""")


@given(
    value=st.lists(st.sampled_from(PARTS) | st.characters(exclude_categories=["Cs"]), max_size=60).map(
        "".join
    )
)
@example(value="")
@example(value="\\u0027 OR true //")
@example(value="\\\\u0027")
def test_nothing_of_a_string_ends_what_it_stands_in(value: str):
    """Read as simply as can be: strings between quotes with none of these inside, and our constant for a backslash."""
    written = literal(value)
    assert written is not None

    tokens = TOKEN.findall(written)

    bare = " + ".join(tokens)
    assert written == (f"({bare})" if len(tokens) > 1 else bare)
    assert "".join("\\" if token == r"'\\'" else token[1:-1] for token in tokens) == value
    assert "\\u" not in written
    assert written.count("\\") == 2 * value.count("\\")


def test_only_a_cursor_comes_into_a_text():
    """A name that is asked for is compared by more than order, and whoever asks chooses it."""
    query = """query ($name: String, $cursor: String) {
      entities(first: 5, after: $cursor, orderBy: [{field: NAME, direction: ASC}], where: {name: {eq: $name}}) { nodes { id } } }"""
    cursor = Cursors().encode("Query.entities/NAME++", ["🦙 llama", "entity:a"])
    [statement] = query_statements(query, {"name": "🦙", "cursor": cursor})
    assert "'🦙 llama'" in statement.text
    assert "'🦙'" not in statement.text
    named = {name: value for name, value in statement.parameters.items() if name != "values"}
    assert sorted(map(str, named.values())) == ["6", "entity:a", "🦙"]
