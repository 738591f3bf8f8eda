"""Formats that are recognized but not read: each is refused by its name, with what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

import read_transcripts
from read_transcripts import NotATranscript, TranscriptError, find

ANN = "Good morning, everyone. Thanks for joining."
BOB = "Hi there. I am happy to be here."


def refusal(folder: Path, text: str) -> str:
    path = folder / "talk"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)
    assert not isinstance(
        caught.value, NotATranscript
    )  # it may be a transcript, so it fails also in a folder
    before, _, after = caught.value.reason.partition("is not a transcript that can be read: ")
    assert before == ""
    return after.partition("; ")[0]


def by_ffmpeg(name: str, ending: str) -> str:
    return f"{name}. Convert it to WebVTT or SubRip, for example with ffmpeg -i talk.{ending} talk.vtt"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Scenarist_SCC V1.0\n\n00:00:03:00\t9420 9420 94ae c8e5 ecec\n",
            by_ffmpeg("captions as a broadcast carries them (SCC)", "scc"),
        ),
        (f"<SAMI>\n<BODY>\n<SYNC Start=3000><P Class=ENCC>{ANN}\n</BODY>\n</SAMI>", by_ffmpeg("SAMI captions", "smi")),
        (
            f'<window type="generic">\n<time begin="0:03.0"/><clear/>{ANN}\n</window>',
            by_ffmpeg("RealText captions", "rt"),
        ),
        (f"{{1}}{{1}}25.000\n{{25}}{{75}}{ANN}\n", by_ffmpeg("MicroDVD captions", "sub")),
        (f"{{DEFAULT}}{{C:$00FF}}\n{{25}}{{75}}{ANN}\n", by_ffmpeg("MicroDVD captions", "sub")),
        (f"[10][35]{ANN}\n[40][55]{BOB}\n[60][]Bye.\n", by_ffmpeg("MPL2 captions", "mpl")),
        (
            f"[INFORMATION]\n[TITLE]Talk\n[SUBTITLE]\n00:00:01.00,00:00:02.50\n{ANN}[br]{BOB}\n",
            by_ffmpeg("SubViewer captions", "sub"),
        ),
        (f"{{QTtext}} {{font:Tahoma}}\n[00:00:03.00]\n{ANN}\n[00:00:08.00]\n", "QuickTime text. Export it as WebVTT or SubRip"),
        (
            '<?xml version="1.0"?>\n<p:transcripts xmlns:p="http://podlove.org/simple-transcripts"><p:speech/></p:transcripts>',
            "a Podlove Simple Transcript. Export it as WebVTT",
        ),
        (
            '<?xml version="1.0"?>\n<tt:tt xmlns:tt="http://www.w3.org/ns/ttml" ttp:timeBase="smpte"><tt:body/></tt:tt>',
            by_ffmpeg("TTML with time codes of a broadcast (SMPTE)", "ttml"),
        ),
        *(
            (text, "a list of subtitles of an editing program (Avid, Encore, Spruce). Export it as WebVTT or SubRip")
            for text in (
                f"1 00:00:03:00 00:00:08:00 {ANN}\n2 00:00:12:00 00:00:18:00 {BOB}\n",
                f"//Font\n$FontName = Arial\n\n00:00:03:00 , 00:00:08:00 , {ANN}\n00:00:12:00 , 00:00:18:00 , {BOB}\n",
                f"<begin subtitles>\n\n00:00:03:00 00:00:08:00\n{ANN}\n\n00:00:12:00 00:00:18:00\n{BOB}\n<end subtitles>\n",
            )
        ),
        (f"3.0\t8.0\t{ANN}\n12.0\t18.0\t{BOB}\n", "labels of Audacity. Export it as WebVTT or SubRip"),
        (f"00:00:03:{ANN}\n00:00:12:{BOB}\n", by_ffmpeg("TMPlayer captions", "txt")),
        (f"{ANN} #00:00:08-5#\n\n{BOB} #00:00:18-0#\n", "text with time marks of f4 or MAXQDA. Export it as WebVTT or SubRip"),
    ],
)  # fmt: skip
def test_text(tmp_path: Path, text: str, reason: str) -> None:
    assert refusal(tmp_path, text) == reason


WORD = {"start": 3.0, "end": 3.4, "word": "Good"}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"blocks": [{"text": ANN, "data": {"words": [WORD]}}], "entityMap": {}}, "a document of an editor on Draft.js"),
        ({"text": f"<p>{ANN}</p>", "media": "talk.mp3"}, "an oTranscribe document"),
        ({"words": [WORD], "paragraphs": [{"speaker": "Ann", "start": 3}]}, "a Hyperaudio transcript"),
        ({"text": "Good", "result": [WORD | {"conf": 1}]}, "a result of Vosk"),
        ({"results": [{"alternatives": [{"timestamps": [["Good", 3.0, 3.4]]}]}]}, "a result of IBM Watson"),
    ],
)  # fmt: skip
def test_json(tmp_path: Path, value: Any, name: str) -> None:
    advice = "Export it as WebVTT, SubRip, or JSON that Whisper writes"

    assert refusal(tmp_path, json.dumps(value)) == f"{name}. {advice}"


def test_another_format_of_the_talk_is_taken_instead(tmp_path: Path) -> None:
    (tmp_path / "a.sub").write_text("{25}{50}A\n")
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nA\n")

    assert [path.name for path in find(tmp_path)] == ["a.srt"]
