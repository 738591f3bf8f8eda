"""A reader that somebody else has installed is found by its entry point and comes before all others."""

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from read_transcripts import Segment, Transcript, TranscriptError, format_of, read, readers


class Ticker:
    """One word a second, as `ticker: tides come back`."""

    def matches(self, text: str) -> bool:
        return text.startswith("ticker:")

    def read(self, text: str, name: str) -> Transcript:
        words = text.removeprefix("ticker:").split()
        if "?" in words:
            raise TranscriptError(name, "has a question", 1)
        return Transcript(
            tuple(Segment(at, at + 1, word, "Ann") for at, word in enumerate(words)), title="Tick"
        )


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("ticker", f"{__name__}:Ticker", readers.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: Ticker)
    monkeypatch.setattr(readers, "entry_points", lambda group: EntryPoints([point]).select(group=group))


def test_it_reads_its_format() -> None:
    talk = read(b"ticker: tides come back", name="talk.de.txt")

    assert (talk.format, talk.title, talk.language) == ("ticker", "Tick", "de")
    assert [(one.start, one.end, one.speaker, one.text) for one in talk.segments] == [
        (0, 1, "Ann", "tides"),
        (1, 2, "Ann", "come"),
        (2, 3, "Ann", "back"),
    ]
    assert format_of(b"ticker: a", name="a") == "ticker"


def test_other_formats_are_read_as_before(tmp_path: Path) -> None:
    assert read(b"WEBVTT\n\n00:01.000 --> 00:02.000\nTides.\n").format == "webvtt"


def test_its_errors_are_those_of_all_readers() -> None:
    with pytest.raises(TranscriptError) as caught:
        read(b"ticker: why ?", name="a.txt")

    assert str(caught.value) == "a.txt:1: has a question"
