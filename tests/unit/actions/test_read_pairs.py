"""The file of `videograph duplicates --json`, with a decision in each pair that somebody decided."""

import json
from typing import Any

import pytest

from service.actions.decide_pairs import Pair, read_pairs
from service.errors import InvalidInput

_ENDS = [
    {"id": "a", "slug": "a-slug", "name": "A", "videoCount": 1},
    {"id": "b", "slug": "b-slug", "videoCount": 2},
]


def read(*pairs: Any) -> list[Pair]:
    return read_pairs("f.json", json.dumps({"duplicates": pairs}).encode())


def test_the_entity_with_more_talks_remains_unless_the_pair_says_so() -> None:
    assert read(
        {"entities": _ENDS},
        {"entities": _ENDS, "decision": "one"},
        {"entities": _ENDS, "decision": "one", "into": "a-slug", "kind": "EVENT"},
        {"entities": _ENDS, "decision": "two"},
    ) == [
        Pair("f.json: pair 2", "one", ("a", "b"), ("A", "b"), "b", None),
        Pair("f.json: pair 3", "one", ("a", "b"), ("A", "b"), "a", "EVENT"),
        Pair("f.json: pair 4", "two", ("a", "b"), ("A", "b"), "b", None),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not what `videograph duplicates --json` gives: an object with `duplicates`"),
        ('{"duplicates": null}', "is not what `videograph duplicates --json` gives: an object with `duplicates`"),
        ('{"duplicates": [1]}', "`duplicates` must be a list of objects"),
        ('{"duplicates": [{"decision": "One"}]}', 'pair 1: `decision` is \'One\': write "one" or "two"'),
        ('{"duplicates": [{}, {"decision": "one"}]}', "pair 2: `entities` must be two objects with an `id` each"),
        (
            '{"duplicates": [{"decision": "one", "entities": [{"id": "a"}, {"id": "b"}], "kind": "THING"}]}',
            "pair 1: `kind` is 'THING': write one of PERSON, COMPANY, CONCEPT, PRODUCT, EVENT",
        ),
        (
            '{"duplicates": [{"decision": "one", "entities": [{"id": "a"}, {"id": "b"}], "into": "c"}]}',
            "pair 1: `into` is 'c': write the id or slug of one of the two",
        ),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read(content: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_pairs("f.json", content.encode())

    assert caught.value.message == f"f.json: {message}"
