"""A transcript as a file: what each format has, and that our own readers read it again."""

import json
from pathlib import Path

import pytest

import read_transcripts
from read_transcripts import Segment, Transcript, write

TALK = Transcript(
    (
        Segment(0.5, 2.25, "Tides & <ships>.", "Ann Lee"),
        Segment(2.25, 2.25, "And --> cranes.", "Ann Lee"),
        Segment(3723.004, 3724.0, "Why?", "Bo"),
        Segment(3725.0, 3726.0, "Nobody's words."),
    ),
    "Tides",
)
FILES = {
    "vtt": """WEBVTT

NOTE Tides

1
00:00:00.500 --> 00:00:02.250
<v Ann Lee>Tides &amp; &lt;ships&gt;.

2
00:00:02.250 --> 00:00:03.250
<v Ann Lee>And --&gt; cranes.

3
01:02:03.004 --> 01:02:04.000
<v Bo>Why?</v>

4
01:02:05.000 --> 01:02:06.000
Nobody's words.
""",
    "srt": """1
00:00:00,500 --> 00:00:02,250
Ann Lee: Tides & <ships>.

2
00:00:02,250 --> 00:00:03,250
Ann Lee: And --> cranes.

3
01:02:03,004 --> 01:02:04,000
Bo: Why?

4
01:02:05,000 --> 01:02:06,000
Nobody's words.
""",
    "md": """# Tides

**Ann Lee** [00:00:00]: Tides & <ships>. And --> cranes.

**Bo** [01:02:03]: Why?

[01:02:05] Nobody's words.
""",
    "txt": """Ann Lee: Tides & <ships>. And --> cranes.

Bo: Why?

Nobody's words.
""",
}


@pytest.mark.parametrize("ending", FILES)
def test_each_format_has_times_voices_and_words(ending: str) -> None:
    assert write(TALK, ending) == FILES[ending]


def test_cues_with_equal_starts_end_together_and_none_is_too_short_to_be_seen() -> None:
    times = [(1.0, 1.0), (1.0, 4.0), (4.0, 4.0), (4.5, 4.5), (4.5, 4.5)]
    talk = Transcript(tuple(Segment(start, end, "Tea.") for start, end in times))

    shown = [line for line in write(talk, "vtt").splitlines() if " --> " in line]

    assert [line.replace("00:00:0", "") for line in shown] == [
        "1.000 --> 4.000",
        "1.000 --> 4.000",
        "4.000 --> 4.500",
        "4.500 --> 5.500",
        "4.500 --> 5.500",
    ]


def test_json_is_that_of_podcasts() -> None:
    found = json.loads(write(TALK, "json"))

    assert list(found) == ["version", "title", "segments"]
    assert found["segments"][0] == {
        "speaker": "Ann Lee",
        "startTime": 0.5,
        "endTime": 2.25,
        "body": "Tides & <ships>.",
    }
    assert found["segments"][3] == {"startTime": 3725, "endTime": 3726, "body": "Nobody's words."}


@pytest.mark.parametrize("ending", ["vtt", "json"])
def test_what_is_downloaded_can_be_imported_again(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"talk.{ending}"
    file.write_text(write(TALK, ending), encoding="utf-8")

    talk = read_transcripts.read(file)

    assert [one.text for one in talk.segments] == [one.text for one in TALK.segments]
    assert [one.speaker for one in talk.segments] == ["Ann Lee", "Ann Lee", "Bo", None]
