"""The check of the gold that extraction is judged by, and how findings are matched with it."""

import json
from pathlib import Path

import pytest

from extractor.benchmarks.gold_standard.gold_check import find_faults
from extractor.benchmarks.gold_standard.gold_words import digest, read_meeting
from extractor.benchmarks.gold_standard.judge import as_captions, by_files
from service.extractors import gold_standard
from service.extractors.gold_standard import (
    GOLD,
    Annotation,
    Excerpt,
    ExcerptSegment,
    Found,
    GoldConnection,
    GoldEntity,
    Link,
    has_words,
    plain,
    read_annotation,
    read_excerpt,
    read_split,
    score_connections,
    score_entities,
)

EXCERPT = Excerpt(
    "talk",
    "Show",
    "Talk",
    (
        ExcerptSegment(7, "Seth Vargo", 0.0, 2.0, "Then I joined HashiCorp,"),
        ExcerptSegment(8, "Seth Vargo", 2.0, 4.0, "the company that makes Vault."),
    ),
)
SETH = GoldEntity("Seth Vargo", "PERSON")
HASHICORP = GoldEntity("HashiCorp", "COMPANY")
VAULT = GoldEntity("Vault", "PRODUCT")
JOINED = GoldConnection("Seth Vargo", "WORKS_AT", "HashiCorp", "Then I joined HashiCorp,", (7, 7))
MAKES = GoldConnection("HashiCorp", "CREATED", "Vault", "HashiCorp, the company that makes Vault.", (7, 8))


def test_a_reading_in_order_has_no_faults() -> None:
    assert find_faults(Annotation("talk", (SETH, HASHICORP, VAULT), (JOINED, MAKES)), EXCERPT) == []


@pytest.mark.parametrize(
    ("entities", "connections", "fault"),
    [
        ((GoldEntity("Vault", "TOOL"),), (), "Vault: TOOL is no kind"),
        (
            (GoldEntity("Vaults of HashiCorp", "PRODUCT"),),
            (),
            "Vaults of HashiCorp: 'Vaults of HashiCorp' is not said",
        ),
        ((GoldEntity("Hash", "COMPANY"),), (), "Hash: 'Hash' is not said"),
        ((VAULT, VAULT), (), "Vault: twice as PRODUCT"),
        (
            (HASHICORP, GoldEntity("Vault", "COMPANY", ("HashiCorp",))),
            (),
            "Vault: shares the name 'hashicorp' with HashiCorp",
        ),
        ((SETH,), (JOINED,), "Seth Vargo WORKS_AT HashiCorp: HashiCorp is not among the entities"),
        ((SETH, HASHICORP), (JOINED, JOINED), "Seth Vargo WORKS_AT HashiCorp: twice"),
        (
            (SETH, VAULT),
            (GoldConnection("Seth Vargo", "WORKS_AT", "Vault", "Vault", (8, 8)),),
            "Seth Vargo WORKS_AT Vault: WORKS_AT is not allowed between these kinds",
        ),
        (
            (SETH, VAULT),
            (GoldConnection("Seth Vargo", "MENTIONED_WITH", "Vault", "Vault", (8, 8)),),
            "Seth Vargo MENTIONED_WITH Vault: MENTIONED_WITH is no type to state",
        ),
        (
            (SETH, HASHICORP),
            (GoldConnection("Seth Vargo", "WORKS_AT", "HashiCorp", "then I joined", (7, 7)),),
            "Seth Vargo WORKS_AT HashiCorp: the quote does not stand in segments 7 to 7",
        ),
    ],
)
def test_faults_are_named(
    entities: tuple[GoldEntity, ...], connections: tuple[GoldConnection, ...], fault: str
) -> None:
    assert find_faults(Annotation("talk", entities, connections), EXCERPT) == [fault]


def test_names_are_compared_without_case_hyphens_and_plural() -> None:
    assert plain("The Cross-Input  Signatures") == "cross input signature"
    assert (plain("C++"), plain("Node.js"), plain("Express"), plain("iOS")) == (
        "c++",
        "node.js",
        "express",
        "ios",
    )


def test_entities_are_right_once_by_name_and_kind() -> None:
    gold = (
        SETH,
        GoldEntity("HashiCorp", "COMPANY", ("Hashi",), also=("PRODUCT",)),
        VAULT,
        GoldEntity("open source", "CONCEPT", optional=True),
    )
    found = [
        Found(("Hashi",), "PRODUCT"),
        Found(("HashiCorp",), "COMPANY"),
        Found(("Open Source",), "CONCEPT"),
        Found(("Seth", "Seth Vargo"), "COMPANY"),
        Found(("Thing",), "CONCEPT"),
    ]
    score = score_entities(found, gold)
    assert score.right == [found[0]]
    assert score.free == [found[2]]
    assert score.wrong == [(found[1], "again"), (found[3], "kind: PERSON"), (found[4], "not on the map")]
    assert [entity.name for entity in score.missed] == ["Seth Vargo", "Vault"]
    assert (score.precision, score.recall, score.f1) == (1 / 4, 1 / 3, 2 / 7)


def test_connections_need_both_ends_and_the_type() -> None:
    rival = GoldConnection("Vault", "COMPETES_WITH", "Chef", "x", (7, 7), optional=True)
    also = GoldConnection("Seth Vargo", "WORKS_AT", "HashiCorp", "x", (7, 7), also=("LEADS",))
    gold = Annotation("talk", (SETH, HASHICORP, VAULT, GoldEntity("Chef", "PRODUCT")), (also, MAKES, rival))
    links = [
        Link(("seth vargo",), "LEADS", ("HashiCorp",), "q"),
        Link(("Chef",), "COMPETES_WITH", ("Vault",), "q"),
        Link(("Vault",), "CREATED", ("HashiCorp",), "q"),
    ]
    score = score_connections(links, gold)
    assert score.right == [links[0]]
    assert score.free == [links[1]]
    assert score.wrong == [(links[2], "not stated")]
    assert score.missed == [MAKES]
    assert (score.precision, score.recall) == (2 / 3, 1 / 2)


def test_captions_keep_what_stands_inside_words() -> None:
    assert as_captions("So, I don't use Node.js -- or C++ (yet).") == "so i don't use node.js or c++ yet"
    assert as_captions("...") == "-"


def test_fresh_excerpts_are_of_talks_of_no_other_part_and_in_order() -> None:
    parts = read_split()
    talks = {
        part: {json.loads((GOLD / "excerpts" / f"{e}.json").read_text())["source"]["talk"] for e in excerpts}
        for part, excerpts in parts.items()
    }
    assert len(talks["fresh"]) == 8
    assert talks["fresh"] & set().union(*(talks[part] for part in parts if part != "fresh")) == set()
    shipped = [
        e for e in parts["fresh"] if "segments" in json.loads((GOLD / f"excerpts/{e}.json").read_text())
    ]
    assert len(shipped) == 6
    faults = {e: find_faults(read_annotation("final", e), read_excerpt(e)) for e in shipped}
    assert faults == {e: [] for e in shipped}


def test_words_that_may_not_be_passed_on_come_from_a_folder_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gold_standard, "GOLD", tmp_path)
    (tmp_path / "excerpts").mkdir()
    (tmp_path / "excerpts" / "talk.json").write_text('{"id": "talk", "show": "Show", "title": "Talk"}')
    assert not has_words("talk")
    (tmp_path / "words").mkdir()
    turn = {"index": 7, "speaker": "Chair", "startSeconds": 0.0, "endSeconds": 2.0, "text": "Order."}
    (tmp_path / "words" / "talk.json").write_text(json.dumps({"segments": [turn]}))
    assert has_words("talk")
    assert read_excerpt("talk") == Excerpt(
        "talk", "Show", "Talk", (ExcerptSegment(7, "Chair", 0.0, 2.0, "Order."),)
    )


def test_a_meeting_is_read_as_words_are_written(tmp_path: Path) -> None:
    path = tmp_path / "meeting.json"
    turns = [
        {"speaker": "Chair", "content": "Order , please {vocalsound} .Thank you ."},
        {"speaker": "Clerk", "content": "{pause}"},
    ]
    path.write_text(json.dumps({"meeting_transcripts": turns}))
    assert read_meeting(path) == [
        {"speaker": "Chair", "startSeconds": 0.0, "endSeconds": 1.6, "text": "Order, please. Thank you."}
    ]


def test_the_hash_is_of_who_says_what() -> None:
    turn = {"index": 7, "speaker": "Chair", "startSeconds": 0.0, "text": "Order."}
    assert digest([turn]) == digest([{**turn, "startSeconds": 5.0}])
    assert digest([turn]) != digest([{**turn, "speaker": "Clerk"}])


def test_files_of_another_system_are_compared_by_name_or_alias(tmp_path: Path) -> None:
    (tmp_path / "talk.json").write_text(
        json.dumps(
            {
                "entities": [
                    {"name": "Hashi", "kind": "COMPANY", "aliases": ["HashiCorp"]},
                    {"name": "Vault", "kind": "PRODUCT"},
                ],
                "connections": [{"source": "HashiCorp", "type": "CREATED", "target": "Vault"}],
            }
        )
    )
    assert by_files(tmp_path)("talk") == (
        [Found(("Hashi", "HashiCorp"), "COMPANY"), Found(("Vault",), "PRODUCT")],
        [Link(("Hashi", "HashiCorp"), "CREATED", ("Vault",), "")],
    )


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (None, "No such file or directory. Each excerpt needs a file"),
        ("[]", "Input should be an object"),
        ('{"entities": []}', "connections: Field required"),
        (
            '{"entities": [{"name": "Go", "kind": "TOOL"}], "connections": []}',
            "entities.0.kind: Input should be",
        ),
        (
            '{"entities": [], "connections": [{"source": "Go", "type": "LIKES", "target": "Rust"}]}',
            "connections.0.type: Value error, LIKES is no type; types are",
        ),
    ],
)
def test_a_file_that_cannot_be_compared_is_named(written: str | None, fault: str, tmp_path: Path) -> None:
    if written is not None:
        (tmp_path / "talk.json").write_text(written)
    with pytest.raises(SystemExit) as ended:
        by_files(tmp_path)("talk")
    assert str(tmp_path / "talk.json") in str(ended.value)
    assert fault in str(ended.value)
