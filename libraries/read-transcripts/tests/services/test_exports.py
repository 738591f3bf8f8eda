"""Plain text as programs export it and people paste it: where times and names stand, and what round them nobody said."""

from pathlib import Path

import pytest
from files import with_changes

from read_transcripts import NotATranscript, Transcript

Rows = list[tuple[float, float, str | None, str]]

ANN = "Good morning, everyone. Thanks for joining."
BOB = "Hi. Happy to be here."
TALK: Rows = [
    (3.0, 5.25, "Ann Lee", ANN),
    (12.0, 13.875, "Bob Ray", BOB),
    (75.0, 75.375, "Ann Lee", "Bye."),
]


def transcript(folder: Path, text: str) -> tuple[Transcript, tuple[str, ...]]:
    path = folder / "talk"
    path.write_text(text, encoding="utf-8")
    found, notes = with_changes(path)
    assert type(found) is Transcript
    return found, notes


def read(folder: Path, text: str) -> Rows:
    return [(s.start, s.end, s.speaker, s.text) for s in transcript(folder, text)[0].segments]


@pytest.mark.parametrize(
    "text",
    [
        f"Ann Lee: [00:00:03] {ANN}\n\nBob Ray: [00:00:12] {BOB}\n\nAnn Lee: [00:01:15] Bye.\n",
        f"Ann Lee [00:00:03] {ANN}\n\nBob Ray [00:00:12] {BOB}\n\nAnn Lee [00:01:15] Bye.\n",
        f"Ann Lee:\t00:03\t{ANN}\nBob Ray:\t00:12\t{BOB}\nAnn Lee:\t01:15\tBye.\n",
        f"Ann Lee\n(00:00:03)\n{ANN}\nBob Ray\n(00:00:12)\n{BOB}\nAnn Lee\n(00:01:15)\nBye.\n",
        f"0:03 - Ann Lee (Acme)\n  {ANN}\n\n0:12 - Bob Ray\n  {BOB}\n\n1:15 - Ann Lee (Acme)\n  Bye.\n",
        f"[00:00:03](https://example.org/x?t=3) **Ann Lee:** {ANN}\n\n[00:00:12](https://example.org/x?t=12) **Bob Ray:** {BOB}\n\n"
        "[00:01:15](https://example.org/x?t=75) **Ann Lee:** Bye.\n",
        f"# Talk\n\n**Ann Lee:** [00:00:03] {ANN}\n\n**Bob Ray:** [00:00:12] {BOB}\n\n**Ann Lee:** [00:01:15] Bye.\n",
        f"[Ann Lee] 00:00:03\n{ANN}\n\n[Bob Ray] 00:00:12\n{BOB}\n\n[Ann Lee] 00:01:15\nBye.\n",
    ],
    ids=["Sonix", "Trint", "Temi", "page", "Fathom", "linked times", "Descript", "Zoom"],
)
def test_where_times_and_names_stand(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == TALK


@pytest.mark.parametrize(
    "text",
    [
        f"00:00:03:00 - 00:00:05:06\nAnn Lee\n{ANN}\n\n00:00:12:00 - 00:00:14:00\nBob Ray\n{BOB}\n\n"
        "00:01:15:00 - 00:01:16:10\nAnn Lee\nBye.\n",
        f"[00:00:03:00 - 00:00:05:06] Ann Lee\n {ANN}\n\n[00:00:12:00 - 00:00:14:00] Bob Ray\n {BOB}\n\n"
        "[00:01:15:00 - 00:01:16:10] Ann Lee\n Bye.\n",
        f"Ann Lee\n00:00:03.000 - 00:00:05.000\n{ANN}\n\nBob Ray\n00:00:12.000 - 00:00:14.000\n{BOB}\n\n"
        "Ann Lee\n00:01:15.000 - 00:01:16.000\nBye.\n",
    ],
    ids=["Premiere", "Resolve", "Riverside"],
)
def test_spans_with_and_without_frames(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == [
        (3.0, 5.0, "Ann Lee", ANN),
        (12.0, 14.0, "Bob Ray", BOB),
        (75.0, 76.0, "Ann Lee", "Bye."),
    ]


@pytest.mark.parametrize(
    ("head", "tail", "title"),
    [
        (
            "Weekly sync\nApril 5, 2023, 9:00AM\n33m 12s\n\nAnn Lee started transcription\n\n",
            "\nAnn Lee stopped transcription\n",
            "Weekly sync",
        ),
        (
            "Weekly sync\nWed, Apr 5, 2023 10:00AM • 33:12\nSUMMARY KEYWORDS\ngraph, nodes\nSPEAKERS\nAnn Lee, Bob Ray\n\n",
            "\nTranscribed by https://otter.ai\n",
            "Weekly sync",
        ),
        ("Audio file\ntalk.mp3\n\nTranscript\n", "", None),
        (
            "Weekly sync\nVIEW RECORDING - 33 mins: https://example.org/x\n\n---\n\n",
            "\nSonix is the world’s most advanced automated transcription, translation, and subtitling platform.\n",
            "Weekly sync",
        ),
    ],
    ids=["Teams", "Otter", "Word", "others"],
)
def test_what_programs_put_round_the_words(tmp_path: Path, head: str, tail: str, title: str | None) -> None:
    text = f"{head}Ann Lee   0:03\n{ANN}\n\nBob Ray   0:12\n{BOB}\n\nAnn Lee   1:15\nBye.\n{tail}"

    assert read(tmp_path, text) == TALK
    assert transcript(tmp_path, text)[0].title == title


def test_google_meet(tmp_path: Path) -> None:
    text = (
        "Apr 5, 2023\nWeekly sync - Transcript\n00:00:00\n \nAnn Lee: Let us start.\nBob Ray: Happy to be here.\n"
        "Ann Lee: Good.\n \n00:05:00\n \nBob Ray: The graph is large.\n \nTranscription ended after 00:10:12\n"
    )

    assert read(tmp_path, text) == [
        (0.0, 1.125, "Ann Lee", "Let us start."),
        (1.125, 2.625, "Bob Ray", "Happy to be here."),
        (2.625, 3.0, "Ann Lee", "Good."),
        (300.0, 301.5, "Bob Ray", "The graph is large."),
    ]
    found, notes = transcript(tmp_path, text)
    assert found.title == "Weekly sync - Transcript"
    assert notes == (
        "titles and lines of a program are left out: 1",
        "lines in front of the first time or speaker are taken for a heading: 1",
    )


def test_what_whisper_prints(tmp_path: Path) -> None:
    text = (
        "Detecting language using up to the first 30 seconds. Use `--language` to specify the language\n"
        "Detected language: English\n[00:00.000 --> 00:02.500]  Hello.\n[59:58.000 --> 01:00:02.000]  Over the hour.\n"
    )

    assert read(tmp_path, text) == [(0.0, 2.5, None, "Hello."), (3598.0, 3602.0, None, "Over the hour.")]


def test_what_faster_whisper_prints(tmp_path: Path) -> None:
    text = "Detected language 'en' with probability 0.99\n[0.00s -> 2.50s]  Hello.\n[3598.00s -> 3602.00s]  Over the hour.\n"

    assert read(tmp_path, text) == [(0.0, 2.5, None, "Hello."), (3598.0, 3602.0, None, "Over the hour.")]


def test_lyrics(tmp_path: Path) -> None:
    text = "[ar:Ann]\n[ti:The talk]\n[length:02:30]\n\n[00:01.00]Hello everyone\n[00:03.20]and welcome\n"

    assert read(tmp_path, text) == [(1.0, 3.2, None, "Hello everyone"), (3.2, 3.95, None, "and welcome")]
    assert transcript(tmp_path, text)[0].title == "The talk"


def test_youtubes_panel_as_it_is_copied(tmp_path: Path) -> None:
    text = "0:00\n0 seconds\nhello everyone\n0:03\n3 seconds\nNew York\n1:07\n1 minute, 7 seconds\nNew York\n"

    assert read(tmp_path, text) == [
        (0.0, 0.75, None, "hello everyone"),
        (3.0, 3.75, None, "New York"),
        (67.0, 67.75, None, "New York"),
    ]


def test_words_in_front_of_the_first_time_stay_where_they_may_be_said(tmp_path: Path) -> None:
    assert read(tmp_path, "Good morning.\n[00:02] Here we are.\n[00:04] Now.\n")[0] == (
        1.25,
        2.0,
        None,
        "Good morning.",
    )
    assert read(tmp_path, "so hello\n[00:02] here we are\n[00:04] now\n")[0] == (1.25, 2.0, None, "so hello")


def test_times_at_the_ends_of_lines(tmp_path: Path) -> None:
    text = f"Ann: {ANN} (00:03)\nBob: {BOB} (00:12)\nAnn: Let us begin. (00:20)\n"

    assert read(tmp_path, text) == [
        (0.75, 3.0, "Ann", ANN),
        (3.0, 4.875, "Bob", BOB),
        (12.0, 13.125, "Ann", "Let us begin."),
    ]


def test_times_of_day_are_counted_from_the_first(tmp_path: Path) -> None:
    text = f"[Ann Lee] 10:02:15\n{ANN}\n\n[Bob Ray] 10:02:24\n{BOB}\n"

    assert read(tmp_path, text) == [(0.0, 2.25, "Ann Lee", ANN), (9.0, 10.875, "Bob Ray", BOB)]
    assert transcript(tmp_path, text)[1] == (
        "its times are times of day: they are counted from the first one",
    )


def test_names_above_what_they_say(tmp_path: Path) -> None:
    text = f"Ann Lee\n{ANN}\n\nBob Ray\n{BOB}\n\nAnn Lee\nBye.\n"

    assert read(tmp_path, text) == [
        (0.0, 2.25, "Ann Lee", ANN),
        (2.25, 4.125, "Bob Ray", BOB),
        (4.125, 4.5, "Ann Lee", "Bye."),
    ]


def test_headings_of_an_essay_are_no_names(tmp_path: Path) -> None:
    text = f"Background\n{ANN}\n\nMethods\n{BOB}\n\nResults\nWe were happy, and so were they.\n"

    assert {speaker for _, _, speaker, _ in read(tmp_path, text)} == {None}


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1>nginx</body></html>", "a server's answer, '404 Not Found'"),
        (
            "<!DOCTYPE html><title>Error 429 (Too Many Requests)</title><p>We're sorry, but you have sent too many requests to us.",
            "a server's answer, 'Error 429 (Too Many Requests)'",
        ),
        (
            "<html><body><nav>Home</nav><h1>Buy shoes</h1><ul><li>Red shoes</li><li>Blue shoes</li></ul></body></html>",
            "a page without times and names in which no line has 10 words",
        ),
    ],
)  # fmt: skip
def test_pages_that_are_no_transcripts(tmp_path: Path, page: str, what: str) -> None:
    with pytest.raises(NotATranscript) as caught:
        read(tmp_path, page)

    assert caught.value.what == what


def test_a_page_without_its_head_and_foot(tmp_path: Path) -> None:
    text = (
        "<html><body><header>Acme radio</header><h1>Episode 1</h1><p><strong>Ann Lee:</strong> [00:03] Good morning.</p>"
        "<p><strong>Bob Ray:</strong> [00:12] Hi.</p><footer>Copyright Acme.</footer></body></html>"
    )

    assert read(tmp_path, text) == [(3.0, 3.75, "Ann Lee", "Good morning."), (12.0, 12.375, "Bob Ray", "Hi.")]
    assert transcript(tmp_path, text)[0].title == "Episode 1"
