"""TTML and YouTube's captions as XML and JSON: from whole files."""

import json
from pathlib import Path

import pytest
from files import FORMATS

import read_transcripts
from read_transcripts import TranscriptError

OWN = FORMATS / "own"
TT = '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"'


def read(path: Path) -> list[tuple[float, float, str | None, str]]:
    return [(s.start, s.end, s.speaker, s.text) for s in read_transcripts.read(path).segments]


def write(folder: Path, text: str) -> Path:
    path = folder / "talk"
    path.write_text(text, encoding="utf-8")
    return path


def ttml(folder: Path, body: str, root: str = "") -> Path:
    return write(folder, f"{TT} {root}>\n<body>{body}</body>\n</tt>")


def error(path: Path) -> tuple[int | None, str]:
    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)
    assert caught.value.file == str(path)
    return caught.value.line, caught.value.reason


def test_ttml_with_agents() -> None:
    path = OWN / "agents.ttml"

    assert read(path) == [
        (1.0, 3.5, "Ida Holm", "Good morning, and welcome to Q&A."),
        (4.4, 6.0, "Per Lind", "Tides come back on time."),
        (8.0, 9.5, "Ida Holm", "Always?"),
        (9.48, 9.48, "Per Lind", "Always."),
    ]
    found = read_transcripts.read(path)
    assert (found.title, found.language) == ("Tides and ships", "en-GB")


def test_ttml_word_by_word() -> None:
    assert read(OWN / "words.ttml") == [
        (0.5, 2.4, "SPEAKER_1", "Ships came in last night."),
        (3.0, 5.2, "SPEAKER_1", "Two ships."),
        (6.0, 7.0, "SPEAKER_2", "Three."),
    ]


@pytest.mark.parametrize(
    ("root", "times", "expected"),
    [
        ("", 'begin="00:00:01.5" end="00:00:02"', (1.5, 2.0)),
        ("", 'begin="123:00:00" end="123:00:01,25"', (442800.0, 442801.25)),
        ("", 'begin="1.5h" dur="0.5m"', (5400.0, 5430.0)),
        ("", 'begin="1500ms" end="15"', (1.5, 15.0)),
        ('ttp:frameRate="25"', 'begin="50f" end="00:00:02:05"', (2.0, 2.2)),
        ('ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"', 'begin="24f" end="48f"', (1.001, 2.002)),
        ('ttp:tickRate="10000000"', 'begin="15000000t" end="20000000t"', (1.5, 2.0)),
        ('ttp:frameRate="25"', 'begin="25t" end="50t"', (1.0, 2.0)),
    ],
)  # fmt: skip
def test_ttml_times(tmp_path: Path, root: str, times: str, expected: tuple[float, float]) -> None:
    assert read(ttml(tmp_path, f"<div><p {times}>A</p></div>", root)) == [(*expected, None, "A")]


def test_ttml_times_count_from_what_holds_them_and_end_with_it(tmp_path: Path) -> None:
    body = (
        '<div begin="10s" end="20s"><p begin="1s" end="2s">A</p><p begin="5s" end="60s">B</p><p>C</p></div>'
        '<div begin="30s" timeContainer="seq"><p dur="2s">D</p><p begin="1s" dur="2s">E</p></div>'
    )

    assert read(ttml(tmp_path, body)) == [
        (10.0, 20.0, None, "C"),
        (11.0, 12.0, None, "A"),
        (15.0, 20.0, None, "B"),
        (30.0, 32.0, None, "D"),
        (33.0, 35.0, None, "E"),
    ]


def test_ttml_ruby_syllables_and_names_before_the_words(tmp_path: Path) -> None:
    tts = 'xmlns:tts="http://www.w3.org/ns/ttml#styling"'
    body = (
        '<div><p begin="0s" end="2s">Ann: <span tts:ruby="container"><span tts:ruby="base">漢字。</span>'
        '<span tts:ruby="text">かんじ</span></span></p>'
        '<p begin="2s" end="4s">Bo: <span begin="0s" end="1s">Har</span><span begin="1s" end="2s">bour</span></p></div>'
    )

    assert read(ttml(tmp_path, body, tts)) == [(0.0, 2.0, "Ann", "漢字。"), (2.0, 4.0, "Bo", "Harbour")]


def test_timed_text() -> None:
    assert read(OWN / "timed-text.xml") == [
        (0.0, 1.5, None, "Ships & tea"),
        (1.5, 5.6, None, "are not here"),
        (5.7, 8.9, None, "yet, it's early"),
    ]


@pytest.mark.parametrize("name", ["automatic.srv3", "automatic.json3"])
def test_automatic_captions_count_once(name: str) -> None:
    assert read(OWN / name) == [
        (0.08, 2.399, None, "hello everyone welcome"),
        (2.399, 5.2, None, "to the harbour"),
        (5.2, 8.2, None, "ships & tea"),
    ]


def test_timed_text_in_milliseconds(tmp_path: Path) -> None:
    text = '<timedtext><text t="1500" d="1000">A</text><text t="2500" d="500">B</text></timedtext>'

    assert read(write(tmp_path, text)) == [(1.5, 2.5, None, "A"), (2.5, 3.0, None, "B")]


def test_a_list_of_captions(tmp_path: Path) -> None:
    items = [
        {"text": "- Ann: Hi", "start": 0, "duration": 1.54},
        {"text": "- Bo: Hello\nthere", "start": 1.54},
    ]

    assert read(write(tmp_path, json.dumps(items))) == [
        (0.0, 1.54, "Ann", "Hi"),
        (1.54, 1.54, "Bo", "Hello there"),
    ]


BOMB = (
    '<?xml version="1.0"?>\n<!-- a --><!DOCTYPE tt [<!ENTITY a "ha">\n<!ENTITY b "&a;&a;&a;">]>\n'
    f'{TT}><body><div><p begin="0s" end="1s">&b;</p></div></body></tt>'
)
FILE = BOMB.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/hostname">').replace("&a;&a;&a;", "x")
UNSAFE = "declares entities or elements of its own in its DOCTYPE, which is not safe to read: remove it"
BACKWARDS = "times run backwards: this starts at 0:00:01.000, and the one in front of it at 0:00:05.000; --lenient-times moves such times between their neighbours"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (BOMB, None, UNSAFE),
        (FILE, None, UNSAFE),
        (f"{TT}>\n<body>\n<p begin='0s'>A & B</p></body></tt>", 3, "is not XML here: xmlParseEntityRef: no name"),
        (f"{TT}>\n<body>\n<p>A</body></tt>", 3, "is not XML here: Opening and ending tag mismatch: p line 3 and body"),
        (f"{TT}><body>\n<p begin='soon'>A</p></body></tt>", 2, "cannot read the time 'soon': it is written 00:01:02.345, 00:01:02:10 or 62.345s"),
        (f"{TT}><body>\n<div><p>A</p></div></body></tt>", 2, "has words without a time: neither they nor what holds them has begin"),
        (f"{TT}><body>\n<p begin='5s' end='4s'>A</p></body></tt>", 2, "times run backwards: this ends at 0:00:04.000 and starts at 0:00:05.000; --lenient-times moves such times between their neighbours"),
        (f"{TT}><body/></tt>", None, "holds no words: not one cue has text"),
        ("<transcript>\n<text start='5'>A</text>\n<text start='1'>B</text></transcript>", 3, BACKWARDS),
        ("<transcript>\n<text>A</text></transcript>", 2, "has no time: t or start is missing"),
        ("<transcript>\n<text start='-1'>A</text></transcript>", 2, "start must be a number of seconds from 0 on"),
        ('{"events": [\n{"tStartMs": 5000, "segs": [{"utf8": "A"}]},\n{"tStartMs": 1000, "segs": [{"utf8": "B"}]}]}', 3, BACKWARDS),
        ('{"events": [\n{"tStartMs": 5, "segs": 1}]}', 2, "events[0]: segs must be a list of objects with utf8"),
        ('[{"text": "A", "start": 0},\n{"text": "B"}]', 2, "[1]: start must be a number of seconds"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_line(
    tmp_path: Path, text: str, line: int | None, why: str
) -> None:
    assert error(write(tmp_path, text)) == (line, why)


def test_a_doctype_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    text = f'<!DOCTYPE tt SYSTEM "http://127.0.0.1:9/tt.dtd">\n{TT}><body><p begin="0s" end="1s">A&nbsp;B</p></body></tt>'

    assert read(write(tmp_path, text)) == [(0.0, 1.0, None, "A B")]


def test_xml_nested_too_deeply(tmp_path: Path) -> None:
    line, why = error(ttml(tmp_path, "<div>" * 1000 + "</div>" * 1000))

    assert line == 2
    assert why.startswith("is not XML here: Excessive depth in document")


@pytest.mark.nightly
def test_ten_hours_of_words(tmp_path: Path) -> None:
    words = "".join(f'<p t="{n * 360}" d="300"><s>w{n}.</s></p>\n' for n in range(100_000))

    segments = read_transcripts.read(
        write(tmp_path, f'<timedtext format="3"><body>{words}</body></timedtext>')
    ).segments

    assert len(segments) == 100_000
    assert (segments[-1].start, segments[-1].text) == (35999.64, "w99999.")
