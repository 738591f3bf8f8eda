"""The mode for small models: rows are proposed, placed by the program, checked one by one; points and titles must be borne out."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.domain.document import ChapterInfo, EntityInfo, Kind, MentionInfo, Transcript, VideoDocument
from service.extractors.interface import Extraction
from service.extractors.llm.extractor import SmallModelExtractor
from support.model_answers import model_at, shown, talk
from support.model_server import ModelServer

SAID = talk(
    ("Ann Lee", "I founded Acme in 1999. Acme is in Turin."),
    ("Ann Lee", "It uses Neo4j. Does Acme use Python?"),
    ("Host", "Bo Ek likes Neo4j."),
)
NAMES: dict[str, Kind] = {
    "Ann Lee": "PERSON",
    "Acme": "COMPANY",
    "Neo4j": "PRODUCT",
    "Python": "PRODUCT",
    "Bo Ek": "PERSON",
}


def read_offline(said: Transcript) -> Extraction:
    """What the offline extraction would find: the names, the speaker, and one chapter."""
    entities = tuple(
        EntityInfo(
            key=name,
            name=name,
            kind=kind,
            mentions=tuple(
                MentionInfo(segment=i, start_offset=match.start(), end_offset=match.end())
                for i, segment in enumerate(said.segments)
                for match in re.finditer(name, segment.text)
            ),
        )
        for name, kind in NAMES.items()
    )
    speakers = tuple(
        s.model_copy(update={"person": s.label if s.label in NAMES else None}) for s in said.speakers
    )
    chapters = (ChapterInfo(title="Acme and Neo4j", start_seconds=0, end_seconds=30),)
    return Extraction(
        VideoDocument(**dict(said) | {"entities": entities, "speakers": speakers, "chapters": chapters})
    )


def read(
    respond: Callable[[str], Any],
    folder: Path,
    refused: dict[str, int] | None = None,
    thresholds: dict[str, float] | None = None,
) -> tuple[Extraction, list[tuple[str, str]]]:
    """The extraction, and what was asked."""
    with ModelServer(respond, refused, examples=True).running() as server:
        model = replace(model_at(server.url, folder), mode="small", thresholds=thresholds or {})
        return SmallModelExtractor(model, read_offline)(SAID), server.asked


def answers(rows: str, outline: str = "end", yes: float = 0.9) -> Callable[[str], Any]:
    def respond(question: str) -> Any:
        if question.startswith("Names: "):
            return rows
        return {"Yes": yes, "No": 1 - yes} if question.endswith("Yes or no?") else outline

    return respond


def test_a_row_gets_the_sentence_that_carries_it(tmp_path: Path) -> None:
    rows = "Ann Lee | FOUNDED | Acme\nAcme | USES | Neo4j\nBo Ek | SUPPORTS | Neo4j\nend"
    found, asked = read(answers(rows), tmp_path)

    assert shown(found.document) == [
        "Ann Lee FOUNDED Acme: I founded Acme in 1999. [founded]",
        "Acme USES Neo4j: It uses Neo4j. [uses]",
        "Bo Ek SUPPORTS Neo4j: Bo Ek likes Neo4j. [supports]",
    ]
    assert not found.dropped
    assert found.complete
    assert [way for way, _ in asked] == ["grammar", "weighed", "weighed", "weighed", "grammar"]
    assert asked[0][1] == (
        "Names: Ann Lee (person), Acme (company), Neo4j (product), Python (product), Bo Ek (person)\nPassage:\n"
        "Ann Lee: I founded Acme in 1999. Acme is in Turin. It uses Neo4j. Does Acme use Python? Host: Bo Ek likes Neo4j."
    )
    assert asked[2][1] == (
        "Words: Ann Lee: Acme is in Turin. It uses Neo4j.\n"
        "Statement: Acme uses Neo4j (uses, runs on, relies on, is trained on)\nYes or no?"
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Acme | USES | Python", "connection that no sentence can carry"),  # only a question names both
        ("Bo Ek | LEADS | Acme", "connection that no sentence can carry"),
        ("Neo4j | FOUNDED | Acme", "row that connects no names of its passage"),
        ("Acme | RELATED_TO | Neo4j", "row that connects no names of its passage"),
        ("Acme | USES | Java", "row that connects no names of its passage"),
        ("Acme uses Neo4j", "row that connects no names of its passage"),
    ],
)
def test_a_row_that_cannot_stand_is_left_out_and_counted(row: str, reason: str, tmp_path: Path) -> None:
    found, _ = read(answers(f"{row}\nend"), tmp_path)

    assert shown(found.document) == []
    assert found.dropped == {reason: 1}


@pytest.mark.parametrize(
    ("thresholds", "kept"),
    [({}, 0), ({"": 0.7}, 1), ({"": 0.7, "USES": 0.75}, 0), ({"": 0.95, "USES": 0.7}, 1)],
)
def test_a_row_is_kept_by_the_threshold_of_its_type(
    thresholds: dict[str, float], kept: int, tmp_path: Path
) -> None:
    found, _ = read(answers("Acme | USES | Neo4j\nend", yes=0.72), tmp_path, thresholds=thresholds)

    assert len(shown(found.document)) == kept
    assert found.dropped["connection that does not hold on a second look"] == 1 - kept


@pytest.mark.parametrize(
    ("refused", "ways"),
    [
        ({"grammar": 400}, ["grammar", "JSON Schema", "weighed", "grammar", "JSON Schema"]),
        (
            {"grammar": 400, "JSON Schema": 422},
            ["grammar", "JSON Schema", "prompt", "weighed", "grammar", "JSON Schema", "prompt"],
        ),
    ],
)
def test_a_server_without_grammars_is_asked_in_other_forms(
    refused: dict[str, int], ways: list[str], tmp_path: Path
) -> None:
    def respond(question: str) -> Any:
        if question.endswith("Yes or no?"):
            return "yes"  # without probabilities
        is_last = "JSON Schema" in refused
        lines = ["Acme | USES | Neo4j"] if question.startswith("Names: ") else []
        return "\n".join([*lines, "end"]) if is_last else {"lines": lines}

    found, asked = read(respond, tmp_path, refused)

    assert shown(found.document) == ["Acme USES Neo4j: It uses Neo4j. [uses]"]
    assert [way for way, _ in asked] == ways


def test_a_server_that_disregards_the_grammar_is_held_to_a_schema(tmp_path: Path) -> None:
    prose = answers("Ann Lee founded Acme, and Acme uses Neo4j.")
    found, asked = read(prose, tmp_path)

    assert [way for way, _ in asked][:3] == ["grammar", "JSON Schema", "prompt"]
    assert found.dropped == {"row that connects no names of its passage": 1}


def test_an_answer_that_is_cut_off_counts_up_to_its_last_whole_line(tmp_path: Path) -> None:
    found, _ = read(answers("Acme | USES | Neo4j\nAnn Lee | FOUN…"), tmp_path)

    assert shown(found.document) == ["Acme USES Neo4j: It uses Neo4j. [uses]"]


def test_points_and_titles_need_the_words_of_the_talk(tmp_path: Path) -> None:
    outline = "How Acme began\n- Ann Lee founded Acme in 1999.\n- Acme was founded in Turin in 1998.\n- Rockets fly to the distant moon.\nend"
    found, _ = read(answers("end", outline), tmp_path)

    [section] = found.document.sections
    assert (section.heading, [(one.text, one.segments) for one in section.bullets]) == (
        "How Acme began",
        [("Ann Lee founded Acme in 1999.", (0,))],
    )
    assert [one.title for one in found.document.chapters] == ["How Acme began"]
    assert found.dropped == {
        "bullet that its words do not bear out": 1,
        "bullet that rests on nothing": 1,
    }


def test_a_point_in_the_first_person_is_left_out(tmp_path: Path) -> None:
    found, _ = read(answers("end", "How Acme began\n- I founded Acme in 1999.\nend"), tmp_path)

    assert found.document.sections == ()
    assert found.dropped == {"bullet that does not say who speaks": 1}


def test_a_talk_with_a_chapter_that_could_not_be_asked_about_is_not_complete(tmp_path: Path) -> None:
    def respond(question: str) -> Any:
        return "end" if question.startswith("Names: ") else (413, "too long")

    found, _ = read(respond, tmp_path)

    assert found.dropped == {"part of a chapter of which the model's answer could not be used": 1}
    assert not found.complete
    assert found.document.chapters[0].title == "Acme and Neo4j"


def test_other_thresholds_are_another_version(tmp_path: Path) -> None:
    model = replace(model_at("http://127.0.0.1:9/v1", tmp_path), mode="small")
    one, other = (
        SmallModelExtractor(replace(model, thresholds=thresholds), read_offline).version
        for thresholds in ({}, {"USES": 0.9})
    )

    assert one.startswith("llm/0.5.0 small ")
    assert one.endswith(" tiny")
    assert one != other
