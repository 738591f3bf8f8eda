"""How sure a statement is: its traits, their weights, and what is left out."""

import pytest

from spoken import transcript
from videograph_extractor.offline import extract
from videograph_extractor.reading import read_talk
from videograph_extractor.statement import sureness as module
from videograph_extractor.statement.statements import Statement
from videograph_extractor.statement.sureness import AGAIN, LEAST, group_statements, keep_sure
from videograph_extractor.text.weights import Weights


def stated(*lines: str) -> list[Statement]:
    return read_talk(transcript(*lines)).stated


def test_traits_say_what_can_be_seen() -> None:
    (statement,) = stated("Ann_Bell: I think I use the Rust compiler, but Terraform is written in Go.")[-1:]
    assert (statement.source.name, statement.type, statement.target.name) == ("Terraform", "USES", "Go")
    assert sorted(statement.traits) == [
        "ends",
        "far 2",
        "has but",
        "has think",
        "kinds USES PRODUCT PRODUCT",
        "long 2",
        "source in table",
        "source kind PRODUCT",
        "source name",
        "source name USES",
        "source role nsubjpass",
        "source said 1",
        "straight",
        "target kind PRODUCT",
        "target name",
        "target name USES",
        "target role pobj",
        "target said 1",
        "type USES",
        "verb VBN",
        "verb role conj own subject",
        "verb with auxpass is",
        "word VERB",
        "word write",
    ]


def test_what_is_not_sure_enough_is_left_out_and_the_rest_says_how_sure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = stated("Kubernetes is written in Go.", "Redis uses Lua.")
    weights = Weights({"word write": 2.0, "word use": -2.0})
    monkeypatch.setattr(module, "read_weights", {"sureness": weights}.__getitem__)
    assert [(s.source.name, s.confidence) for s in keep_sure(found)] == [("Kubernetes", 0.88)]


def test_what_is_said_again_is_surer(monkeypatch: pytest.MonkeyPatch) -> None:
    found = stated("Redis uses Lua.", "Postgres uses Lua.", "Yes, Redis uses Lua.")
    groups = group_statements(found)
    assert [(group[0].source.name, len(group)) for group in groups] == [("Redis", 2), ("PostgreSQL", 1)]
    monkeypatch.setattr(module, "read_weights", {"sureness": Weights({AGAIN: 1.0}, 1.2)}.__getitem__)
    assert [s.confidence for s in keep_sure(found)] == [0.9, 0.77, 0.9]


def test_a_document_says_how_sure_each_quote_is() -> None:
    document = extract(transcript("Deno was created by Ryan Dahl.")).document
    confidences = [e.confidence for r in document.relationships for e in r.evidence if r.type == "CREATED"]
    assert len(confidences) == 1
    assert confidences[0] is not None
    assert LEAST <= confidences[0] < 1
