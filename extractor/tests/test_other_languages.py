"""Talks in other languages than English: what the offline extraction keeps of them, and what it says."""

from pathlib import Path

import pytest

from service.actions.extraction.make_document import read_document
from service.domain.document import ChapterInfo, Transcript
from spoken import transcript
from support.language_samples import LECTURES
from videograph_extractor.offline import extract
from videograph_extractor.other_languages import is_read

NOTE = (
    "its language is {}, and the offline extraction reads English (--language en, if it is that): kept are words, voices, the file's own chapters "
    "and a few names; --extractor llm reads any language"
)


def talk(language: str | None, *lines: str) -> Transcript:
    talk = transcript(*lines)
    return talk.model_copy(update={"video": talk.video.model_copy(update={"language": language})})


@pytest.mark.parametrize("tag", ["de", "fr", "ja"])
def test_no_english_is_seen_in_other_languages(tag: str) -> None:
    found = extract(talk(tag, *LECTURES[tag].split("\n")))
    document = found.document
    assert [(e.name, e.kind, len(e.mentions)) for e in document.entities] == [
        ("PostgreSQL", "PRODUCT", 1),
        ("GitHub", "PRODUCT", 1),
    ]
    assert (document.topics, document.relationships, document.chapters, document.sections) == ((), (), (), ())
    assert document.summary is None
    assert len(document.segments) == len(LECTURES[tag].split("\n"))
    assert found.notes == (NOTE.format(tag),)


def test_english_is_read_as_before() -> None:
    lines = LECTURES["en"].split("\n")
    for tag in ("en", "en-GB", None):
        found = extract(talk(tag, *lines))
        assert [e.name for e in found.document.entities][:2] == ["PostgreSQL", "Kubernetes"]
        assert found.notes == ()


def test_voices_are_persons_where_they_are_named() -> None:
    document = extract(
        talk(
            "de",
            "Helga_Nordström: Guten Abend.",
            "Sprecher_1: Guten Abend, Helga Nordström.",
            "Moderatorin: Helga Nordström ist hier.",
            "Jürgen: Hallo zusammen.",
        )
    ).document
    assert [(s.label, s.person) for s in document.speakers] == [
        ("Helga Nordström", "person:helga nordström"),
        ("Sprecher 1", None),
        ("Moderatorin", None),
        ("Jürgen", "person:jürgen"),
    ]
    assert [(e.name, e.local, [m.segment for m in e.mentions]) for e in document.entities] == [
        ("Helga Nordström", False, [1, 2]),
        ("Jürgen", True, []),
    ]


def test_the_chapters_of_the_source_stay() -> None:
    read = talk("fr", *LECTURES["fr"].split("\n"))
    chapters = (
        ChapterInfo(title="Accueil", start_seconds=0, end_seconds=10),
        ChapterInfo(title="Le problème", start_seconds=10, end_seconds=30),
    )
    document = extract(read.model_copy(update={"chapters": chapters})).document
    assert document.chapters == chapters


@pytest.mark.parametrize(
    ("language", "read"),
    [
        (None, True), ("en", True), ("EN-us", True), ("eng", True), ("und", True), ("English", True), ("auto", True),
        ("de", False), ("zh-Hans", False), ("pt_BR", False), ("enm", False), ("fra", False),
    ],
)  # fmt: skip
def test_which_languages_are_read(language: str | None, read: bool) -> None:
    assert is_read(language) is read


def test_a_german_file_that_does_not_say_so(tmp_path: Path) -> None:
    path = tmp_path / "vortrag.txt"
    path.write_text(LECTURES["de"], encoding="utf-8")
    reading = read_document(path)
    document, notes = reading.document, reading.notes
    assert document.video.language == "de"
    assert [entity.name for entity in document.entities] == ["PostgreSQL", "GitHub"]
    assert notes[-1] == NOTE.format("de")
