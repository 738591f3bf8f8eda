"""Layouts of transcripts in public repositories: each read with its times, speakers and words. The words are our own."""

from collections.abc import Callable

import pytest

import read_transcripts
from read_transcripts import Transcript, summarize

WORDS = (
    "Good morning and welcome to the show about tides.",
    "Thanks, it is great to be here today with you.",
    "Where does the water go when the moon rises?",
    "It follows the moon, and the sun helps a little.",
)
STARTS = (5, 42, 79, 116)


def text_of(turn: Callable[[str, int, str], str], between: str = "\n\n", head: str = "") -> str:
    turns = [
        turn("Bo Day" if place % 2 else "Ann Lee", start, words)
        for place, (start, words) in enumerate(zip(STARTS, WORDS, strict=True))
    ]
    return head + between.join(turns) + "\n"


def short(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def long(seconds: int) -> str:
    return f"00:{seconds // 60:02}:{seconds % 60:02}"


def read_text(text: str, name: str = "tides.md") -> tuple[Transcript, tuple[str, ...]]:
    found = read_transcripts.read(text.encode(), name=name)
    return found, summarize(found.changes)


LAYOUTS = {
    "bold time, middle dot, name": text_of(lambda name, at, words: f"**{short(at)}** · {name}: {words}"),
    "bold time and name in one": text_of(lambda name, at, words: f"**[{short(at)}] {name}:**\n{words}"),
    "bold name without a colon": text_of(lambda name, at, words: f"0:{at // 60:02}:{at % 60:02} **{name}** {words}"),
    "span in seconds above a bold name": text_of(lambda name, at, words: f"{at}.0–{at + 9}.25<br>\n**{name}** {words}"),
    "bullet between": text_of(lambda name, at, words: f"{short(at)} • {name}: {words}", "\n"),
    "name, middle dot, time": text_of(lambda name, at, words: f"**{name}** · {long(at)}\n{words}"),
    "name and time in one box": text_of(lambda name, at, words: f"[{name} / {long(at)}] {words}"),
    "small time": text_of(lambda name, at, words: f"**{name}** <small>{long(at)}</small>  \n{words}"),
    "seconds in a box": text_of(lambda name, at, words: f"[{at}s] {name}: {words}", "\n"),
    "minutes and seconds in a box": text_of(lambda name, at, words: f"[{at // 60}m{at % 60:02}s] {name}: {words}", "\n"),
    "span in seconds behind the name": text_of(lambda name, at, words: f"{name} ({at}.0s - {at + 9}.0s): {words}", "\n"),
    "signs of a clock and a voice": text_of(lambda name, at, words: f"🕒 {long(at)} 🗣️ {name}: {words}"),
    "ruled headings": text_of(lambda name, at, words: f"=== {long(at)} {name} ===\n{words}"),
    # These were read before.
    "heading with a time in a box": text_of(lambda name, at, words: f"### [{long(at)}] {name}\n\n{words}"),
    "heading with a span": text_of(lambda name, at, words: f"### {name} [{long(at)} - {long(at + 9)}]\n\n{words}"),
    "linked time in a list": text_of(
        lambda name, at, words: f"- [{short(at)}](https://youtu.be/abcdefghijk?t={at}) **{name}**: {words}", "\n"
    ),
    "quoted, time as code": text_of(lambda name, at, words: f"> **{name}** `{long(at)}`\n> {words}"),
    "bold name, italic time": text_of(lambda name, at, words: f"**{name}** *({long(at)})*: {words}"),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_of_each_layout_times_speakers_and_words_are_read(layout: str) -> None:
    talk, _ = read_text(LAYOUTS[layout])

    assert [(one.start, one.speaker, one.text) for one in talk.segments] == [
        (start, "Bo Day" if place % 2 else "Ann Lee", words)
        for place, (start, words) in enumerate(zip(STARTS, WORDS, strict=True))
    ]
    assert [chapter.title for chapter in talk.chapters] == []


def test_of_names_above_the_words_the_colon_is_no_part() -> None:
    talk, _ = read_text(text_of(lambda name, _, words: f"{name.upper()}:\n{words}"))

    assert list(talk.speakers) == ["ANN LEE", "BO DAY"]
    assert [segment.text for segment in talk.segments] == list(WORDS)


def test_bold_words_that_no_colon_follows_are_no_names_where_few_lines_have_them() -> None:
    text = text_of(lambda _, at, words: f"[{long(at)}] {words}", "\n")
    talk, _ = read_text(text + "[00:03:00] **Kafka** is a queue.\n")

    assert talk.segments[-1].text == "Kafka is a queue."
    assert talk.speakers == ()


FRONT = """---
title: R&amp;D of tides
source_url: https://talks.example/tides
source: Waters
account: '[[waters]]'
account_name: Waters &amp; Co
account_url: https://talks.example/@waters
duration: 4 min
---
"""


def test_front_matter_names_the_address_and_the_account() -> None:
    talk, notes = read_text(text_of(lambda name, at, words: f"[{long(at)}] {name}: {words}", "\n", FRONT))

    assert talk.title == "R&D of tides"
    assert talk.metadata == {
        "url": "https://talks.example/tides",
        "duration": "4 min",
        "channel": {"name": "Waters & Co", "url": "https://talks.example/@waters"},
    }
    assert notes == ("ignored front matter: source, account",)


@pytest.mark.parametrize(
    "head",
    [
        "# Tides\n\n**Source:** YouTube\n**URL:** <https://talks.example/tides>\n**Channel:** Waters\n**Published:** 2025-12-17\n\n---\n\n",
        "# Tides\n\n- **URL**: [watch](https://talks.example/tides)\n- **Channel**: Waters\n- **Views**: 12\n"
        "- **Published**: 2025-12-17 (from the file)\n\n## Transcript\n\n",
    ],
)
def test_a_list_above_the_words_has_data_of_the_talk(head: str) -> None:
    talk, _ = read_text(text_of(lambda name, at, words: f"[{long(at)}] {name}: {words}", "\n", head))

    assert (talk.title, str(talk.published_on)) == ("Tides", "2025-12-17")
    assert (talk.metadata["url"], talk.metadata["channel"]) == ("https://talks.example/tides", "Waters")
    assert [segment.text for segment in talk.segments] == list(WORDS)


def test_character_entities_are_decoded_once() -> None:
    talk, _ = read_text(
        text_of(lambda name, at, _: f"[{long(at)}] {name}: We do R&amp;D, and &amp;lt; is a sign.", "\n")
    )

    assert {segment.text for segment in talk.segments} == {"We do R&D, and &lt; is a sign."}
