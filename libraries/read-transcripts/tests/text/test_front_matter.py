"""Transcripts in Markdown: titled prose under front matter, names and times in brackets, and what was not read of them."""

from datetime import date
from pathlib import Path

import pytest
from files import with_changes

from read_transcripts import look_through

FRONT = """\
---
title: "Why graphs"
pub_date: February 6th, 2025
channel: Graph Talks
guest: Ann Lee
tags: [databases, graphs]
---
"""
PROSE = """
# Why graphs

Graphs are everywhere. We see them in maps, and people use them each day.

A second paragraph says that databases keep them, and that Neo4j is one of these.
"""
TITLE = "titles and lines of a program are left out: 1"
ESTIMATED = "it has no times: they are estimated, at 160 words a minute"


def test_titled_prose_in_a_folder_is_a_talk(tmp_path: Path) -> None:
    (tmp_path / "essay.md").write_text(FRONT + PROSE, "utf-8")

    (file,) = look_through([tmp_path]).talks
    talk, notes = with_changes(file)

    assert (talk.title, talk.published_on) == ("Why graphs", date(2025, 2, 6))
    assert talk.metadata["channel"] == "Graph Talks"
    assert [segment.text for segment in talk.segments] == [
        "Graphs are everywhere. We see them in maps, and people use them each day.",
        "A second paragraph says that databases keep them, and that Neo4j is one of these.",
    ]
    assert talk.metadata["description"] == "Guest: Ann Lee."
    assert notes == (ESTIMATED,)


@pytest.mark.parametrize(
    ("written", "description"),
    [
        ("speakers: [Ann Lee]", "Speaker: Ann Lee."),
        ("speaker: Ann Lee", "Speaker: Ann Lee."),
        ("speakers:\n  - name: Ann Lee\n  - name: Bo Day", "Speakers of the talk: Ann Lee, Bo Day."),
        ("host: Ann Lee\nguests: Bo Day and Cy Fox", "Host: Ann Lee. Guests of the talk: Bo Day, Cy Fox."),
        ("guest: Ann Lee (Acme)\nVideo Description: Of graphs.", "Of graphs.\nGuest: Ann Lee."),
        ("guest: Ann Lee\ndescription: Ann Lee on graphs.", "Ann Lee on graphs."),
    ],
)
def test_who_is_named_in_front_matter_is_told_of_in_the_description(
    tmp_path: Path, written: str, description: str
) -> None:
    file = tmp_path / "talk.md"
    file.write_text(f"---\ntitle: A talk\nLength: 1:02:03\n{written}\n---\n{PROSE}", "utf-8")

    talk, notes = with_changes(file)

    assert talk.metadata["description"] == description
    assert (talk.metadata["duration"], notes) == (3723, (TITLE, ESTIMATED))


@pytest.mark.parametrize(
    "content",
    [
        PROSE,
        "---\ntitle: A page\nlayout: page\n---\n" + PROSE,
        "---\ntitle: A list\ndate: 2025-02-06\n---\n\n- [x] = 1\n- [y] = 2\n",
    ],
)
def test_other_markdown_is_passed_over(tmp_path: Path, content: str) -> None:
    (tmp_path / "page.md").write_text(content, "utf-8")

    found = look_through([tmp_path])

    assert found.talks == []
    assert found.others == {tmp_path / "page.md": "Markdown without voices, times, or front matter of a talk"}


@pytest.mark.parametrize(
    "line", ["[{name}] [{time}] {words}", "[{time}] [{name}] {words}", "({time}) [{name}]: {words}",
             "[{name}] ({time}): {words}", "**[{name}]** [{time}] {words}"],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["md", "txt"])
def test_names_and_times_in_brackets_in_either_order(tmp_path: Path, line: str, ending: str) -> None:
    said = [("Speaker 1", "00:03", "Hello and welcome."), ("Speaker 2", "00:09", "Thank you.")]
    said.append(("Speaker 1", "00:12", "We talk about graphs."))
    lines = [line.format(name=name, time=time, words=words) for name, time, words in said]
    (tmp_path / f"talk.{ending}").write_text("\n".join(lines), "utf-8")

    (file,) = look_through([tmp_path]).talks
    talk, _ = with_changes(file)

    assert [(s.speaker, s.start, s.text) for s in talk.segments] == [
        ("Speaker 1", 3.0, "Hello and welcome."),
        ("Speaker 2", 9.0, "Thank you."),
        ("Speaker 1", 12.0, "We talk about graphs."),
    ]


def test_sounds_in_brackets_are_nobody(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("[00:01] [Music] Hello there.\n[00:05] [Music] And welcome.\n[00:09] Bye.\n", "utf-8")

    talk, _ = with_changes(file)

    assert [segment.speaker for segment in talk.segments] == [None, None, None]
