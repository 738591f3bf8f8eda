"""The files that are exported: a talk as a VideoDocument, the decisions of the graph, and a talk's transcript in four formats.

They are listed at the end. The command line, the typed routes and the page's links take media types and endings from there. The
page makes the files of a map itself. Pure functions.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from service.domain.decision_records import DECISIONS_FILE, decisions_text
from service.domain.document import document_text

type Segments = Sequence[dict[str, Any]]
"""Each with `text`, `startSeconds`, `endSeconds` and `speaker { label person { name } }`."""


def webvtt(title: str, segments: Segments) -> str:
    """Source: https://www.w3.org/TR/webvtt1/."""
    cues = [
        f"{number}\n{_clock(one['startSeconds'], '.')} --> {_clock(_end(one), '.')}\n{_voice(one)}{_escaped(one['text'])}\n"
        for number, one in enumerate(segments, 1)
    ]
    return "\n".join([f"WEBVTT\n\nNOTE {_one_line(title).replace('-->', '→')}\n", *cues])


def subrip(title: str, segments: Segments) -> str:
    del title
    lines: list[str] = []
    for number, one in enumerate(segments, 1):
        who = voice_of(one)
        text = _one_line(one["text"])
        times = f"{_clock(one['startSeconds'], ',')} --> {_clock(_end(one), ',')}"
        lines.append(f"{number}\n{times}\n{who + ': ' if who else ''}{text}\n")
    return "\n".join(lines)


def markdown(title: str, segments: Segments) -> str:
    """A paragraph for each turn, with its time and speaker."""
    parts = [f"# {_one_line(title)}\n"]
    before: str | None = ""
    words: list[str] = []
    for one in segments:
        who = voice_of(one)
        if who != before or (who is None and len(words) > 4) or len(words) > 20:
            if words:
                parts.append(" ".join(words) + "\n")
            head = f"[{_clock(one['startSeconds'], '.')[:8]}]"
            words = [f"**{who}** {head}:" if who else head]
            before = who
        words.append(_one_line(one["text"]))
    return "\n".join([*parts, " ".join(words) + "\n"])


def podcasting(title: str, segments: Segments) -> str:
    """Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md."""
    found: list[dict[str, Any]] = []
    for one in segments:
        who = voice_of(one)
        speaker = {"speaker": who} if who else {}
        found.append(
            speaker | {"startTime": one["startSeconds"], "endTime": one["endSeconds"], "body": one["text"]}
        )
    whole = {"version": "1.0.0", "title": title, "segments": found}
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2).decode() + "\n"


def voice_of(segment: dict[str, Any]) -> str | None:
    speaker = segment["speaker"]
    if speaker is None:
        return None
    person = speaker["person"]
    return _one_line(speaker["label"] if person is None else person["name"])


def _voice(segment: dict[str, Any]) -> str:
    who = voice_of(segment)
    return f"<v {_escaped(who)}>" if who else ""


def _end(segment: dict[str, Any]) -> float:
    """Players ignore a cue without duration."""
    return max(segment["endSeconds"], segment["startSeconds"] + 0.001)


def _clock(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    return (
        f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"
    )


def _escaped(text: str) -> str:
    return _one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@dataclass(frozen=True)
class ExportFile[**P]:
    """A kind of file. `ending` follows the name of the talk; `write` makes its text."""

    label: str
    ending: str
    media_type: str
    write: Callable[P, str]


DOCUMENT = ExportFile("VideoDocument", ".document.json", "application/json", document_text)
DECISIONS = ExportFile("Decisions", f".{DECISIONS_FILE}", "application/json", decisions_text)
TRANSCRIPTS = {
    "vtt": ExportFile("WebVTT", ".vtt", "text/vtt", webvtt),
    "srt": ExportFile("SubRip (SRT)", ".srt", "application/x-subrip", subrip),
    "md": ExportFile("Markdown", ".md", "text/markdown", markdown),
    "json": ExportFile("JSON", ".json", "application/json", podcasting),
}
"""By the last part of their address, `/videos/<slug>/transcript.vtt`."""
