"""Answers of a language model that are odd, and what they must not do: end an import, or put into a document what nobody says."""

from pathlib import Path
from typing import Any

import pytest

from service.errors import SetupError
from service.extractors.llm.extractor import LlmExtractor
from support.model_answers import (
    OUTLINE,
    TALK,
    WINDOW,
    extract,
    model_at,
    named,
    note_each_line,
    shown,
    stated,
    talk,
)
from support.model_server import ModelServer

SAM = talk((None, "Sam founded OpenAI."), (None, "It made GPT-4."))
OPENAI = named("OpenAI", "COMPANY")


@pytest.mark.parametrize("label", ["Me", "You", "It", "The one"])
def test_labels_that_are_words_for_anybody(label: str, tmp_path: Path) -> None:
    found = extract(talk((label, "Hello there.")), {}, folder=tmp_path)
    assert [s.label for s in found.document.speakers] == [label]


@pytest.mark.parametrize("name", ["the one", "It's", "", "Speaker 2", "Bob Day"])
def test_a_voice_whose_name_is_none_or_not_said_stays_unnamed(name: str, tmp_path: Path) -> None:
    voices = {"voices": [{"label": "Speaker 2", "name": name}]}
    found = extract(talk(("Speaker 1", "Hello."), ("Speaker 2", "I founded Acme.")), voices, folder=tmp_path)
    assert [s.person for s in found.document.speakers] == [None, None]
    spent = "the language model took 2 requests: 2 tokens sent, 2 received"
    assert (found.notes, found.document.entities) == ((spent,), ())


def test_a_counted_label_is_nobodys_alias(tmp_path: Path) -> None:
    voices = {"voices": [{"label": "Speaker 2", "name": "Ann Lee"}]}
    found = extract(talk(("Speaker 1", "Hello, Ann Lee."), ("Speaker 2", "Hi.")), voices, folder=tmp_path)
    assert [(e.name, e.aliases) for e in found.document.entities] == [("Ann Lee", ())]


def test_two_voices_are_two_whatever_a_model_says(tmp_path: Path) -> None:
    window = {"entities": [named("Ann Lee", "PERSON", "Bob Ray")]}
    found = extract(talk(("Ann Lee", "Hello."), ("Bob Ray", "Hi.")), window, folder=tmp_path)
    assert [s.person for s in found.document.speakers] == ["person:ann lee", "person:bob ray"]


@pytest.mark.parametrize("type_", ["", "__", "BORN_IN", "related to"])
def test_a_type_that_is_none_is_related_to(type_: str, tmp_path: Path) -> None:
    window = {
        "entities": [named("Sam", "PERSON"), OPENAI],
        "connections": [stated("Sam", type_, "OpenAI", "Sam founded OpenAI", 1, "x")],
    }
    found = extract(SAM, window, folder=tmp_path)
    assert shown(found.document) == ["Sam RELATED_TO OpenAI: Sam founded OpenAI [related to]"]


def test_topics_without_a_word_and_topics_twice(tmp_path: Path) -> None:
    topics = [{"name": name, "chapters": [1]} for name in ("***", "?!", "The AI", "AI", "Jazz")]
    found = extract(SAM, {}, {"topics": topics}, folder=tmp_path)
    assert [topic.name for topic in found.document.topics] == ["The AI", "Jazz"]


@pytest.mark.parametrize("quote", ["Did Google buy FAIR", "Google buy FAIR", "Did Google buy FAIR?"])
@pytest.mark.parametrize(
    "said", ["Did Google buy FAIR?", "Did Google buy FAIR ?", "Did Google buy FAIR then？"]
)
def test_a_question_states_nothing_however_it_is_quoted(said: str, quote: str, tmp_path: Path) -> None:
    window = {
        "entities": [named("Google", "COMPANY"), named("FAIR", "COMPANY")],
        "connections": [stated("Google", "ACQUIRED", "FAIR", quote, 1)],
    }
    found = extract(talk((None, said), (None, "They did not.")), window, folder=tmp_path)
    assert shown(found.document) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Amazon founded it.", False),
        ("It was founded (Nvidia says so).", False),
        ("It is a lab. Microsoft has another.", False),
        ("It was founded. However, it is at Meta.", True),
        ("FAIR was founded at Meta.", True),
    ],
)
def test_names_at_the_start_of_a_sentence_must_be_said_too(text: str, kept: bool, tmp_path: Path) -> None:
    window = {"points": [{"text": text, "lines": [2]}]}
    found = extract(TALK, window, {"sections": [{"heading": "All", "points": [1]}]}, folder=tmp_path)
    assert [b.text for s in found.document.sections for b in s.bullets] == ([text] if kept else [])


def test_a_name_may_have_been_said_long_before(tmp_path: Path) -> None:
    said = talk(
        (None, "Seth O'Hara is here."), *[(f"Speaker {i}", "We talk.") for i in range(9)], (None, "He left.")
    )
    window = {
        "points": [{"text": "Seth O'Hara left.", "lines": [11]}, {"text": "Seth O'Neil left.", "lines": [11]}]
    }
    found = extract(said, window, {"sections": [{"heading": "All", "points": [1, 2]}]}, folder=tmp_path)
    assert [b.text for s in found.document.sections for b in s.bullets] == ["Seth O'Hara left."]  # fmt: skip


def test_what_lies_between_two_lines_far_apart_bears_nothing_out(tmp_path: Path) -> None:
    said = talk(*[(f"Speaker {i}", f"The number is {1000 + i}.") for i in range(12)])
    points = [
        {"text": "The number is 1006.", "lines": [1, 12]},
        {"text": "The number is 1011.", "lines": [1, 12]},
    ]
    found = extract(
        said, {"points": points}, {"sections": [{"heading": "N", "points": [1, 2]}]}, folder=tmp_path
    )
    assert [b.text for s in found.document.sections for b in s.bullets] == ["The number is 1011."]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "given", "alias", "name"),
    [
        ("A talk", "GPT-5", "GPT-4", "GPT-4"),
        ("GPT-4, or what is to come", "GPT-4", "GPT-4", "GPT-4"),
        ("Sam Altman at work", "Sam Altman", "Sam", "Sam Altman"),
        ("Sam Altmann", "Sam Altman", "Sam", "Sam"),
    ],
)
def test_only_what_is_said_or_written_is_a_name(
    title: str, given: str, alias: str, name: str, tmp_path: Path
) -> None:
    said = talk(*[(s.speaker, s.text) for s in SAM.segments], title=title)
    found = extract(said, {"entities": [named(given, "CONCEPT", alias)]}, folder=tmp_path)
    assert [entity.name for entity in found.document.entities] == [name]


def test_connections_find_an_entity_under_the_name_that_the_model_gave(tmp_path: Path) -> None:
    window = {
        "entities": [named("Sam Altman", "PERSON", "Sam"), OPENAI],
        "connections": [stated("Sam Altman", "FOUNDED", "OpenAI", "Sam founded OpenAI", 1, "founded")],
    }
    found = extract(SAM, window, folder=tmp_path)
    assert shown(found.document) == ["Sam FOUNDED OpenAI: Sam founded OpenAI [founded]"]


def test_apostrophes_are_alike_and_a_longer_name_hides_no_shorter_one(tmp_path: Path) -> None:
    said = talk((None, "O’Reilly bought Rust."), ("Voice 2", "The rust foundation likes Rust."))

    def window(question: str) -> dict[str, Any]:
        if "bought" in question:
            entities = [named("O'Reilly", "COMPANY"), named("Rust"), named("Rust Foundation", "COMPANY")]
            return {
                "entities": entities,
                "connections": [stated("O'Reilly", "USES", "Rust", "O'Reilly bought Rust", 1)],
            }
        return {"entities": [named("Rust")]}  # fmt: skip

    found = extract(said, window, folder=tmp_path, words=3)
    assert [(e.name, e.aliases, len(e.mentions)) for e in found.document.entities] == [
        ("Rust", (), 3),
        ("O'Reilly", ("O’Reilly",), 1),
    ]
    assert shown(found.document) == ["O'Reilly USES Rust: O’Reilly bought Rust [uses]"]


def test_what_only_looks_like_a_plural_is_another_thing(tmp_path: Path) -> None:
    said = talk((None, "HTTPS is HTTP with CSS, and CS is nice."))
    window = {"entities": [named(name, "CONCEPT") for name in ("HTTPS", "HTTP", "CSS", "CS")]}
    found = extract(said, window, folder=tmp_path)
    assert sorted((e.name, e.aliases, len(e.mentions)) for e in found.document.entities) == [
        ("CS", (), 1),
        ("CSS", (), 1),
        ("HTTP", (), 1),
        ("HTTPS", (), 1),
    ]


def test_odd_items_cost_themselves_alone(tmp_path: Path) -> None:
    window = {
        "entities": [named("Sam", "PERSON"), OPENAI | {"aliases": [None, 3]}, {"name": None}, "x", 7],
        "connections": [{"source": "Sam"}, stated("Sam", "FOUNDED", "OpenAI", "Sam founded OpenAI", 99)],
        "chapters": [{"line": None, "title": "x"}, {"line": "1", "title": "All of it"}],
        "points": [{"text": "Sam founded OpenAI.", "lines": "1-2"}, {"text": "x"}],
        "voices": None,
    }
    found = extract(SAM, window, {"sections": [{"heading": "All", "points": "1"}]}, folder=tmp_path)
    assert shown(found.document) == ["Sam FOUNDED OpenAI: Sam founded OpenAI [founded]"]
    assert [b.text for s in found.document.sections for b in s.bullets] == ["Sam founded OpenAI."]
    assert [c.title for c in found.document.chapters] == ["All of it"]


def test_topics_of_a_long_talk_come_from_all_its_parts_and_numbers_stay_in_theirs(tmp_path: Path) -> None:
    said = talk(*[(f"Speaker {i}", f"Part number {i} of the talk.") for i in range(1, 5)])

    def respond(question: str) -> Any:
        if "\nLines:\n" in question:
            return WINDOW | note_each_line(question)
        part = "A" if "Part 1" in question else "B"
        return OUTLINE | {
            "chapters": [{"number": n, "title": f"{part}{n}"} for n in (0, 1, 2, 5, -1)],
            "sections": [{"heading": part, "points": [0, 2, 9]}],
            "topics": [{"name": f"Theme {part}{i}", "chapters": [1, 3]} for i in range(12)],
        }

    with ModelServer(respond).running() as server:
        document = LlmExtractor(model_at(server.url, tmp_path, words=7))(said).document

    assert [c.title for c in document.chapters] == ["A1", "A2", "B1", "B2"]
    assert [b.text for s in document.sections for b in s.bullets] == [
        "Part number 2 is said.",
        "Part number 4 is said.",
    ]
    names = [topic.name for topic in document.topics]
    assert (len(names), names[:4]) == (15, ["Theme A0", "Theme B0", "Theme A1", "Theme B1"])


@pytest.mark.parametrize(
    "sent",
    [
        b'{"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": []}',
        b"{}",
        b"<html>It works!</html>",
        b'{"choices": null}',
        b"",
    ],
)
def test_a_server_that_does_not_speak_the_protocol(sent: bytes, tmp_path: Path) -> None:
    with ModelServer(lambda _: sent).running() as server, pytest.raises(SetupError) as caught:
        LlmExtractor(model_at(server.url, tmp_path))(SAM)
    assert caught.value.message.startswith("the language model tiny gave no answer that can be used")
