"""JSON whose turns hold their words, pages of podcast hosts and video sites: as they are met."""

import json
from pathlib import Path
from typing import Any

import pytest

import read_transcripts
from read_transcripts import Transcript, TranscriptError

Rows = list[tuple[float, float, str | None, str]]

ANN = "Good morning, everyone. Thanks for joining."
BOB = "Hi there. I am happy to be here."
TALK: Rows = [(3.0, 4.4, "Ann Lee", ANN), (12.0, 14.0, "Bob Ray", BOB)]
PAGE: Rows = [(3.0, 5.25, "Ann Lee", ANN), (12.0, 15.0, "Bob Ray", BOB)]


def transcript(folder: Path, text: str) -> Transcript:
    path = folder / "talk"
    path.write_text(text, encoding="utf-8")
    found = read_transcripts.read(path)
    assert type(found) is Transcript
    return found


def read(folder: Path, value: Any) -> Rows:
    text = value if isinstance(value, str) else json.dumps(value)
    return [(s.start, s.end, s.speaker, s.text) for s in transcript(folder, text).segments]


def words(said: str, begin: float, start: str, end: str, key: str = "text") -> list[dict[str, Any]]:
    """A word each quarter of a second, a fifth of a second long; `end` may be a duration."""
    moments = [round(begin + 0.25 * n, 3) for n in range(len(said.split()))]
    return [
        {key: word, start: at, end: 0.2 if end == "duration" else round(at + 0.15, 3)}
        for at, word in zip(moments, said.split(), strict=True)
    ]


def timed(start: str, end: str, key: str = "text") -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return words(ANN, 3.0, start, end, key), words(BOB, 12.0, start, end, key)


def ends(value: Any) -> Rows:
    """The talk, where words last as long as in `words`."""
    return [(3.0, 3.0 + 5 * 0.25 + value, "Ann Lee", ANN), (12.0, 12.0 + 7 * 0.25 + value, "Bob Ray", BOB)]


def test_happy_scribe(tmp_path: Path) -> None:
    ann, bob = timed("data_start", "data_end")

    assert read(
        tmp_path, [{"speaker": "Ann Lee", "words": ann}, {"speaker": "Bob Ray", "words": bob}]
    ) == ends(0.15)


def test_recall(tmp_path: Path) -> None:
    ann, bob = timed("start_timestamp", "end_timestamp")
    old = [{"speaker": "Ann Lee", "words": ann}, {"speaker": "Bob Ray", "words": bob}]
    new = [
        {
            "participant": {"id": 7, "name": turn["speaker"]},
            "words": [
                {"text": w["text"], "start_timestamp": {"relative": w["start_timestamp"], "absolute": "2025-01-01T00:00:00Z"},
                 "end_timestamp": {"relative": w["end_timestamp"]}} for w in turn["words"]
            ],
        }
        for turn in old
    ]  # fmt: skip

    assert read(tmp_path, old) == ends(0.15)
    assert read(tmp_path, new) == ends(0.15)


def gong(*calls: list[Any]) -> dict[str, Any]:
    return {
        "requestId": "x",
        "callTranscripts": [{"callId": str(n), "transcript": c} for n, c in enumerate(calls)],
    }


def test_gong_counts_speakers_that_it_knows_by_their_numbers(tmp_path: Path) -> None:
    call = [
        {"speakerId": "6432345678555530067", "topic": "Intro", "sentences": [{"start": 3000, "end": 4400, "text": ANN}]},
        {"speakerId": "643234567855553001", "topic": None, "sentences": [
            {"start": 12000, "end": 12500, "text": "Hi there."}, {"start": 12600, "end": 14000, "text": "I am happy to be here."}
        ]},
    ]  # fmt: skip

    assert read(tmp_path, gong(call)) == [(3.0, 4.4, "Speaker 1", ANN), (12.0, 14.0, "Speaker 2", BOB)]
    with pytest.raises(TranscriptError) as caught:
        read(tmp_path, gong(call, call))
    assert caught.value.reason == "callTranscripts: holds 2 transcripts: save each as a file of its own"


def test_rev_by_people_writes_clocks(tmp_path: Path) -> None:
    def element(said: str, start: str, end: str) -> dict[str, str]:
        return {"type": "text", "value": said, "timestamp": f"00:00:{start}", "end_timestamp": f"00:00:{end}"}

    value = {
        "speakers": [{"id": 0, "name": "Ann Lee"}, {"id": 1, "name": "Bob Ray"}],
        "monologues": [
            {
                "speaker": 0,
                "elements": [
                    element("Good morning, everyone.", "03,000", "03,800"),
                    element(" Thanks for joining.", "03,900", "04,400"),
                ],
            },
            {
                "speaker": 1,
                "elements": [element(BOB, "12,000", "14,000"), {"type": "tag", "name": "laughter"}],
            },
        ],
    }

    assert read(tmp_path, value) == TALK


@pytest.mark.parametrize("inside", [False, True])
def test_vibe_counts_hundredths(tmp_path: Path, inside: bool) -> None:
    listed = [{"start": 300, "stop": 440, "text": ANN}, {"start": 1200, "stop": 1400, "text": BOB}]

    assert read(tmp_path, {"segments": listed} if inside else listed) == [
        (a, b, None, t) for a, b, _, t in TALK
    ]


@pytest.mark.parametrize(
    "turn",
    [
        '<div class="ts-segment"><span class="ts-name">{0}</span> <span class="ts-timestamp"><a href="x">({1})</a> </span>'
        '<span class="ts-text">{2}</span></div>',
        '<div class="transcript-group"><h5 class="speaker">{0}</h5><button class="timestamp">{1}</button><p>{2}</p></div>',
        '<p>{0} (<a href="x">{1}</a>):<br/>{2}</p>',
        '<p><strong>{0}:</strong> <a href="#t">[{1}]</a> {2}</p>',
        "<dl><dt>{0}</dt><dd>[{1}] {2}</dd></dl>",
        "<h3>{0}</h3><p><time>{1}</time> {2}</p>",
    ],
    ids=["Lex Fridman", "Buzzsprout", "Rev", "Descript", "list", "headings"],
)
def test_pages_with_names_and_times(tmp_path: Path, turn: str) -> None:
    said = [
        ("Ann Lee", "0:03", ANN),
        ("Bob Ray", "0:12", BOB),
        ("Ann Lee", "1:15", "Bye."),
        ("Bob Ray", "1:16", "Bye."),
    ]
    text = f"<html><body>{''.join(turn.format(*item) for item in said)}</body></html>"

    assert read(tmp_path, text)[:2] == PAGE
    assert [row[2] for row in read(tmp_path, text)] == ["Ann Lee", "Bob Ray", "Ann Lee", "Bob Ray"]


def test_a_page_with_chapters_and_a_list_of_them(tmp_path: Path) -> None:
    chapter = '<h2>{}</h2><div><span class="ts-name">{}</span> <span>(00:00:{})</span> <span>{}</span></div>'
    said = chapter.format("Introduction", "Ann Lee", "03", ANN) + chapter.format(
        "Why graphs", "Bob Ray", "12", BOB
    )
    more = '<div><span class="ts-name">Ann Lee</span> <span>(00:00:40)</span> <span>Bye.</span></div>'
    text = (
        "<html><body><div>Home</div><h1>Transcript for Bob</h1><p>This is a transcript, and times in it are links.</p>"
        f"<h2>Contents</h2><ul><li><a>0:00</a> – Introduction</li><li><a>0:11</a> – Why graphs</li></ul>{said}{more}</body></html>"
    )

    assert read(tmp_path, text) == [*PAGE, (40.0, 40.375, "Ann Lee", "Bye.")]


def test_a_page_with_names_alone(tmp_path: Path) -> None:
    turn = '<div><p class="transcript-item-author">{}</p><div><p>{}</p></div></div>'
    page = f'<html><body><p class="author">Eve Day</p>{turn.format("Ann Lee", ANN)}{turn.format("Bob Ray", BOB)}</body></html>'

    found = transcript(tmp_path, page)

    assert [(s.speaker, s.text) for s in found.segments][-2:] == [("Ann Lee", ANN), ("Bob Ray", BOB)]
    assert list(found.speakers) == ["Ann Lee", "Bob Ray"]


@pytest.mark.parametrize(
    "text",
    [
        '{"results": [{"alternatives": [1]}]}',
        '{"results": [{"alternatives": [null]}]}',
    ],
)
def test_what_no_time_or_list_is_is_turned_away(tmp_path: Path, text: str) -> None:
    path = tmp_path / "talk"
    path.write_text(text)
    with pytest.raises(TranscriptError):
        read_transcripts.read(path)


def test_starts_and_stops_in_milliseconds(tmp_path: Path) -> None:
    listed = [{"start": 3000, "stop": 4400, "text": ANN}, {"start": 12000, "stop": 14000, "text": BOB}]
    assert read(tmp_path, listed) == [(start, end, None, words) for start, end, _, words in TALK]
