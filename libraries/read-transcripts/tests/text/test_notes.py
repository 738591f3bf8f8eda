"""Transcripts as people keep them: in Markdown, pasted from a page, marked by hand, listed by editing programs, in Word."""

import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import process_time
from xml.sax.saxutils import escape

import pytest
from files import with_changes

from read_transcripts import Transcript, TranscriptError, find, source
from read_transcripts.source import decode

Rows = list[tuple[float, float, str | None, str]]

ANN = "Good morning, everyone. Thanks for joining the show today."
BOB = "Hi there. I am very happy to be here and to talk about graphs."
END = "So let us begin with the first question of the day."
TALK: Rows = [(3.0, 12.0, "Ann Lee", ANN), (12.0, 17.25, "Bob Ray", BOB), (75.0, 79.125, "Ann Lee", END)]
NAMELESS: Rows = [(start, end, None, words) for start, end, _, words in TALK]
ESTIMATED = "it has no times: they are estimated, at 160 words a minute"


def transcript(folder: Path, text: str) -> tuple[Transcript, tuple[str, ...]]:
    path = folder / "talk"
    path.write_text(text, encoding="utf-8")
    return opened(path)


def opened(path: Path) -> tuple[Transcript, tuple[str, ...]]:
    found, notes = with_changes(path)
    assert type(found) is Transcript
    return found, notes


def rows(found: Transcript) -> Rows:
    return [(s.start, s.end, s.speaker, s.text) for s in found.segments]


def read(folder: Path, text: str) -> Rows:
    return rows(transcript(folder, text)[0])


def turns(pattern: str, times: tuple[str, str, str] = ("00:00:03", "00:00:12", "00:01:15")) -> str:
    """A talk of three turns, each written as the pattern says."""
    said = zip(times, ("Ann Lee", "Bob Ray", "Ann Lee"), (ANN, BOB, END), strict=True)
    return "".join(pattern.format(time=time, name=name, words=words) for time, name, words in said)


@pytest.mark.parametrize(
    "pattern",
    [
        "**{name}:** {words} [{time}](https://example.org/x?t=3)\n\n",
        "**{name}** [{time}](talk.mp4#t=3): {words}\n\n",
        "**{name}** [\\[{time}\\]](https://example.org/x): {words}\n\n",
        "**{name}** *{time}*\n{words}\n\n",
        "**{name}** `{time}`\n\n{words}\n\n",
        "**[{time}] {name}:** {words}\n\n",
        "**{name} ({time}):** {words}\n\n",
        "- [{time}] {name}: {words}\n",
        "* **[{time}]** **{name}:** {words}\n",
        "### {name} [{time}]\n\n{words}\n\n",
        "### [{time}] {name}\n\n{words}\n\n",
        "> [{time}] **{name}**: {words}\n>\n",
        "> **{name}** ({time})\n> {words}\n\n",
    ],
)
def test_markdown(tmp_path: Path, pattern: str) -> None:
    assert (
        read(tmp_path, f"# Graphs\n\n{turns(pattern)}" if not pattern.startswith(">") else turns(pattern))
        == TALK
    )


def test_markdown_without_names(tmp_path: Path) -> None:
    assert read(tmp_path, turns("* {time} - {words}\n")) == NAMELESS


def test_headings_of_markdown_are_not_said_and_names_among_them_speak(tmp_path: Path) -> None:
    text = f"# Graphs\n\n## Transcript\n\n## Ann Lee\n\n{ANN}\n\n## Bob Ray\n\n{BOB}\n\n## Why they matter to us\n\n## Ann Lee\n\n{END}\n"

    found, notes = transcript(tmp_path, text)

    assert [(s.speaker, s.text) for s in found.segments] == [
        ("Ann Lee", ANN),
        ("Bob Ray", BOB),
        ("Ann Lee", END),
    ]
    assert found.title == "Graphs"
    assert notes == ("headings between the words are left out: 2", ESTIMATED)


def test_front_matter(tmp_path: Path) -> None:
    text = f'---\ntitle: "Graphs: a start"\ndate: 2024-05-01\nguests:\n  - Bob Ray\n---\n\n{turns("[{time}] {name}: {words}\n")}'

    found, _ = transcript(tmp_path, text)

    assert rows(found) == TALK
    assert found.title == "Graphs: a start"
    assert found.published_on == date(2024, 5, 1)


def test_front_matter_says_what_is_known_of_the_talk(tmp_path: Path) -> None:
    lines = (
        "title: Graphs: a start",  # no YAML, for its second colon
        "youtube_url: https://www.youtube.com/watch?v=abc",
        "publish_date: 2024-05-01",
        "show: Talks on graphs",
        "description: 'begins here and",
        "  goes on'",
        "image: cover.png",
        "duration_seconds: 80.5",
        "keywords: [a, b]",
    )

    text = "\n".join(("---", *lines, "---", "", turns("[{time}] {name}: {words}\n")))
    found, _ = transcript(tmp_path, text)

    assert (found.title, found.published_on) == ("Graphs: a start", date(2024, 5, 1))
    assert {key: found.metadata[key] for key in ("url", "channel", "thumbnail_url", "duration")} == {
        "url": "https://www.youtube.com/watch?v=abc",
        "channel": "Talks on graphs",
        "thumbnail_url": "cover.png",
        "duration": "80.5",
    }


def test_notes_above_the_heading_of_the_transcript(tmp_path: Path) -> None:
    notes = "\n".join(f"- [Link {n}](https://example.org/{n}) [0{9 - n % 9}:00]" for n in range(14))
    said = f"{ANN} {BOB} " * 8
    text = f"# Graphs\n\n{notes}\n\n**TRANSCRIPT BELOW:**\n\n**Ann Lee:** {said}\n\n**Bob Ray:** {said}\n"

    found, told = transcript(tmp_path, text)

    assert found.title == "Graphs"
    assert " ".join(s.text for s in found.segments) == f"{said}{said}".strip()
    assert {s.speaker for s in found.segments} == {"Ann Lee", "Bob Ray"}
    assert told[0] == "lines above the heading of the transcript are left out: 15"


@pytest.mark.parametrize("title", ["", "# Graphs\n\n"])
def test_a_table_of_markdown(tmp_path: Path, title: str) -> None:
    text = f"{title}| Time | Speaker | Text |\n|:---|---|---|\n{turns('| {time} | **{name}** | {words} |\n')}"

    assert read(tmp_path, text.replace("Hi there.", "Hi \\| there.")) == [
        (3.0, 12.0, "Ann Lee", ANN),
        (12.0, 75.0, "Bob Ray", BOB.replace("Hi", "Hi |")),
        (75.0, 75.0, "Ann Lee", END),
    ]


def test_an_empty_first_cell_of_a_table_stays(tmp_path: Path) -> None:
    text = f"|Speaker|Time|Text|\n|-|-|-|\n||0:03|{ANN}|\n|Bob Ray|0:12|{BOB}|\n"

    assert read(tmp_path, text) == [(3.0, 12.0, None, ANN), (12.0, 12.0, "Bob Ray", BOB)]


def test_a_title_keeps_a_sharp_sign_that_is_its_own(tmp_path: Path) -> None:
    assert transcript(tmp_path, f"# Why C# ##\n\n0:03 {ANN}\n0:12 {BOB}\n")[0].title == "Why C#"


@pytest.mark.parametrize(
    "line",
    ["# a" + " " * 4000 + "b", "1" * 40_000, "Ann" + " " * 20_000 + "0:15 x"],
    ids=["spaces", "digits", "gap"],
)
def test_a_long_line_is_read_at_once(tmp_path: Path, line: str) -> None:
    begun = process_time()
    read(tmp_path, f"0:03 {ANN}\n0:12 {BOB}\n{line}\n")
    assert process_time() - begun < 5


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Ann: Hello everyone, welcome.",
            "Source: It is said that nobody talks.",
            "Ann: Well.",
            "Source: Fine.",
        ),
        ("Source: It is said.", "Ann: Well, I do now and then talk to you.", "Source: Fine."),
        ("Speaker 1: hello everyone", "Date: with destiny is what I call it", "Speaker 1: and more of it"),
        (
            "Hello all of you.",
            "Language: it is what we speak of first, and of its grammar.",
            "Then the rest of it.",
        ),
    ],
)
def test_what_is_said_on_top_is_no_field_of_a_program(tmp_path: Path, lines: tuple[str, ...]) -> None:
    text = "\n".join(lines)
    found, _ = transcript(tmp_path, text)
    said = " ".join(f"{row[2]}: {row[3]}" if row[2] else row[3] for row in rows(found))
    assert said == " ".join(lines)


def test_what_is_said_at_a_time_is_not_of_a_program(tmp_path: Path) -> None:
    said = ("so look at this page", "https://example.com/page", "Transcript", "// a comment", "and so on")
    found = read(tmp_path, "".join(f"0:0{at} {words}\n" for at, words in enumerate(said)))
    assert [row[3] for row in found] == [*said]


def test_podscribe(tmp_path: Path) -> None:
    text = f"0 (3s):\n{ANN}\n\n2 (12s):\n{BOB}\n\n0 (1h 1m 15s):\n{END}\n"

    assert read(tmp_path, text) == [
        (3.0, 12.0, "Speaker 0", ANN),
        (12.0, 17.25, "Speaker 2", BOB),
        (3675.0, 3679.125, "Speaker 0", END),
    ]


def test_teams_panel_as_it_is_copied(tmp_path: Path) -> None:
    text = (
        f"Ann Lee\n0 minutes 3 seconds0:03\nAnn Lee 0 minutes 3 seconds\n{ANN}\n"
        f"Bob Ray\n0 minutes 12 seconds0:12\nBob Ray 0 minutes 12 seconds\n{BOB}\n"
        f"Ann Lee\n1 minute 15 seconds1:15\nAnn Lee 1 minute 15 seconds\n{END}\n"
    )

    assert read(tmp_path, text) == TALK


@pytest.mark.parametrize(
    "text",
    [
        "0:00good morning everyone\n0:05thanks for joining\n1:09hi there\n",
        "Intro\n0:00\ngood morning everyone\n0:05\nthanks for joining\nWhy graphs matter\n1:09\nhi there\n",
        "Transcript\nSearch transcript\n0:00\n0 seconds\ngood morning everyone\n0:05\n5 seconds\nthanks for joining\n"
        "1:09\n1 minute, 9 seconds\nhi there\nEnglish (auto-generated)\n",
    ],
    ids=["glued", "chapters", "panel"],
)
def test_youtube_as_it_is_copied(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text)[:2] == [
        (0.0, 1.125, None, "good morning everyone"),
        (5.0, 6.125, None, "thanks for joining"),
    ]
    assert read(tmp_path, text)[2][0::3] == (69.0, "hi there")


def test_names_of_chapters_are_told_of(tmp_path: Path) -> None:
    text = "Intro\n0:00\ngood morning\n0:05\nthanks\n0:06\nwell\nWhy graphs matter\n1:09\nhi there\n"

    assert transcript(tmp_path, text)[1] == ("lines between the words are taken for names of chapters: 2",)


def test_a_list_of_chapters_above_the_words(tmp_path: Path) -> None:
    text = f"On graphs\n\nTimestamps:\n0:00 Intro\n0:10 Why graphs\n\nTranscript\n\n{turns('[{time}] {name}: {words}\n')}"

    found, notes = transcript(tmp_path, text)

    assert rows(found) == TALK
    assert found.title == "On graphs"
    assert notes == (
        "titles and lines of a program are left out: 1",
        "lines in front of the first time or speaker are taken for a heading: 3",
    )
    assert [(one.line, one.words) for one in found.changes] == [
        (7, "Transcript"),
        (3, "Timestamps:"),
        (4, "Intro"),
        (5, "Why graphs"),
    ]


def test_two_recordings_in_one_file_are_not_a_list_of_chapters(tmp_path: Path) -> None:
    once = turns("[{time}] {name}: {words} And this goes on for some more words.\n")

    with pytest.raises(TranscriptError, match="times run backwards"):
        read(tmp_path, once + once)


def test_what_a_program_names_on_top(tmp_path: Path) -> None:
    text = f"Meeting Title: Weekly sync\nDate: May 1\nMeeting participants: \n\nTranscript:\n \nMe: {ANN}  \nThem: {BOB}  \nMe: {END}  \n"

    found, _ = transcript(tmp_path, text)

    assert [(s.speaker, s.text) for s in found.segments] == [("Me", ANN), ("Them", BOB), ("Me", END)]
    assert found.title == "Weekly sync"


def test_radio_names_the_host_behind_a_comma(tmp_path: Path) -> None:
    text = f"SCOTT SIMON, HOST:\n\n{ANN}\n\nBOB RAY: {BOB}\n\nSIMON: {END}\n\nRAY: Yes.\n\nSIMON: Bye.\n\nRAY: Bye.\n"

    found, _ = transcript(tmp_path, text)

    assert [s.speaker for s in found.segments] == ["SCOTT SIMON", "BOB RAY", "SIMON", "RAY", "SIMON", "RAY"]


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(path: Path, body: str, name: str = "word/document.xml") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, body)
    return path


def word(*paragraphs: str) -> str:
    """A document of Word's; `|` breaks a line."""
    runs = (
        "<w:r><w:br/></w:r>".join(
            f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(part)}</w:t></w:r>" for part in p.split("|")
        )
        for p in paragraphs
    )
    said = "".join(f"<w:p><w:pPr/>{run}</w:p>" for run in runs)
    return f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{said}</w:body></w:document>'


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "Weekly sync",
            "May 1, 2024, 10:00AM",
            "33m 12s",
            *turns("{name}   {time}|{words}\n").strip().split("\n"),
        ),
        (
            "Weekly sync",
            "Wed, May 01, 2024 10:00AM • 33:12",
            "SUMMARY KEYWORDS",
            "graphs",
            *turns("{name}  {time}\n{words}\n").split("\n"),
        ),
        ("Weekly sync", *turns("{name}: [{time}] {words}\n").split("\n")),
    ],
    ids=["Teams", "Otter", "Descript"],
)
def test_documents_of_word(tmp_path: Path, paragraphs: tuple[str, ...]) -> None:
    found, _ = opened(document(tmp_path / "talk.docx", word(*paragraphs)))

    assert rows(found) == TALK
    assert found.title == "Weekly sync"


def test_deleted_words_of_a_document_are_not_said(tmp_path: Path) -> None:
    body = word(*turns("{name} {time}|{words}\n").strip().split("\n"))
    body = body.replace("</w:body>", "<w:p><w:del><w:r><w:t>No.</w:t></w:r></w:del></w:p></w:body>")

    assert rows(opened(document(tmp_path / "talk.docx", body))[0]) == TALK


def test_what_stands_beside_the_words_of_a_document_is_left_out(tmp_path: Path) -> None:
    tabs = '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>'
    moved = "<w:p><w:moveFrom><w:r><w:t>No.</w:t></w:r></w:moveFrom></w:p></w:body>"
    body = word(*turns("{name}|{time}|{words}\n").strip().split("\n")).replace("</w:body>", moved)

    assert rows(opened(document(tmp_path / "talk.docx", body.replace("<w:p><w:pPr/>", tabs)))[0]) == TALK


def test_notes_boxes_and_pictures_of_an_open_document_are_left_out(tmp_path: Path) -> None:
    aside = "<text:note><text:note-citation>1</text:note-citation><text:p>No.</text:p></text:note>"
    aside += "<d:frame><d:text-box><text:p>Boxed.</text:p></d:text-box><d:title>A picture</d:title></d:frame>"
    said = turns(f"<text:p>{{name}}<text:tab/>{{time}}<text:line-break/>{{words}}{aside}</text:p>")
    body = f'<o:c xmlns:o="o" xmlns:text="t" xmlns:d="d"><o:body><o:text>{said}</o:text></o:body></o:c>'

    assert rows(opened(document(tmp_path / "talk.odt", body, "content.xml"))[0]) == TALK


def test_an_open_document(tmp_path: Path) -> None:
    names = 'xmlns:office="o" xmlns:text="t"'
    said = turns("<text:p>{name}<text:tab/>{time}<text:line-break/><text:span>{words}</text:span></text:p>")
    body = f"<office:document-content {names}><office:body><office:text>{said}</office:text></office:body></office:document-content>"

    assert rows(opened(document(tmp_path / "talk.odt", body, "content.xml"))[0]) == TALK


def test_a_document_that_is_all_too_large_when_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = document(tmp_path / "talk.docx", word(*[ANN] * 1000))
    monkeypatch.setattr(source, "SIZE_CAP", path.stat().st_size)

    with pytest.raises(TranscriptError, match="is an office document with too many words"):
        with_changes(path)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_an_archive_with_any_byte_changed_is_read_or_turned_away(tmp_path: Path, method: int) -> None:
    path = tmp_path / "talk.docx"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("word/document.xml", word(ANN))
    whole = path.read_bytes()

    for at in range(4, len(whole)):
        for value in (0x00, 0xFF, whole[at] ^ 0x08):
            with suppress(TranscriptError):
                decode(whole[:at] + bytes([value]) + whole[at + 1 :], path)


def test_a_document_is_taken_where_it_is_named_only(tmp_path: Path) -> None:
    path = document(tmp_path / "talk.docx", word(ANN))

    assert find(tmp_path) == []
    assert find(path) == [path]


@pytest.mark.parametrize("mark", ["*   ", "- ", "+ ", "• "])
def test_marks_of_a_list_are_no_words(tmp_path: Path, mark: str) -> None:
    words = ["We begin with the harbour and its two ships.", "One of them brought tea for everybody."]
    text = "# A talk\n\n" + "\n\n* * *\n\n".join(mark + line for line in words)

    talk, _ = transcript(tmp_path, text)

    assert [segment.text for segment in talk.segments] == words
