"""The README's examples run as they are printed."""

import re
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import pytest

from read_transcripts import read, readers
from read_transcripts.__main__ import main

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
START, OWN = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
EPISODE = """WEBVTT
Language: en

00:01.000 --> 00:02.500
<v Ann Lee>Good morning,

00:02.500 --> 00:04.000
<v Ann Lee>and welcome.

00:04.000 --> 00:05.000
<v Bo Day>Thank you.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "episode.vtt").write_text(EPISODE, "utf-8")
    (tmp_path / "episode.info.json").write_text('{"title": "Tides"}', "utf-8")
    return tmp_path


def test_the_first_example(capsys: pytest.CaptureFixture[str]) -> None:
    exec(START, {})

    assert capsys.readouterr().out.splitlines() == [
        "Tides en ('Ann Lee', 'Bo Day')",
        "   1.0  Ann Lee: Good morning, and welcome.",
        "   4.0  Bo Day: Thank you.",
    ]


def test_the_reader_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {}
    exec(OWN, names)
    point = EntryPoint("ticker", "my_package:Ticker", readers.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: names["Ticker"])
    monkeypatch.setattr(readers, "entry_points", lambda group: EntryPoints([point]).select(group=group))

    talk = read(b"ticker: tides come back")

    assert (talk.format, [one.text for one in talk.segments]) == ("ticker", ["tides", "come", "back"])


def test_the_command_says_what_was_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["episode.vtt"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "episode.vtt: webvtt, 3 segments, 6 words, until 00:00:05.000",
        "  title: Tides",
        "  language: en",
        "  speakers: Ann Lee, Bo Day",
        "  00:00:01.000 Ann Lee: Good morning,",
        "  00:00:02.500 Ann Lee: and welcome.",
        "  00:00:04.000 Bo Day: Thank you.",
    ]


def test_the_command_writes_a_folder_in_another_format(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "notes.txt").write_text("Tea and sugar.", "utf-8")
    (folder / "more").mkdir()
    (folder / "more" / "With D. Day.de.vtt").write_text(EPISODE, "utf-8")

    assert main([".", "--to", "txt", "--out", "out"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "episode.vtt → out/episode.txt",
        "more/With D. Day.de.vtt → out/more/With D. Day.de.txt",
    ]
    assert said.err.startswith("notes.txt: is not a transcript that can be read: text without times")
    assert Path("out/episode.txt").read_text("utf-8") == (
        "Ann Lee: Good morning, and welcome.\n\nBo Day: Thank you.\n"
    )
    assert main(["--to", "srt", "episode.vtt"]) == 0
    assert capsys.readouterr().out.startswith("1\n00:00:01,000 --> 00:00:02,500\nAnn Lee: Good morning,\n")
