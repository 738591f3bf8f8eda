"""A talk's transcript in four formats. Each segment has `text`, `startSeconds`, `endSeconds` and `speakerName`."""

import re
from collections.abc import Sequence
from math import inf
from typing import Any

import orjson

from service.exports.source import Row

type Segments = Sequence[Row]

_SHORTEST, _READABLE = 0.1, 1.0
"""Seconds: players do not show a cue of less, and people can read one of as many."""
_CHARACTERS_A_SECOND = 15


def webvtt(title: str, segments: Segments) -> str:
    """Source: https://www.w3.org/TR/webvtt1/."""
    cues = [
        f"{number}\n{clock(one['startSeconds'], '.')} --> {clock(end, '.')}\n{_voice(one)}{_escaped(one['text'])}\n"
        for number, (one, end) in enumerate(zip(segments, _ends(segments), strict=True), 1)
    ]
    return "\n".join([f"WEBVTT\n\nNOTE {one_line(title).replace('-->', '→')}\n", *cues])


def subrip(title: str, segments: Segments) -> str:
    del title
    lines: list[str] = []
    for number, (one, end) in enumerate(zip(segments, _ends(segments), strict=True), 1):
        who = voice_of(one)
        text = one_line(one["text"])
        times = f"{clock(one['startSeconds'], ',')} --> {clock(end, ',')}"
        lines.append(f"{number}\n{times}\n{who + ': ' if who else ''}{text}\n")
    return "\n".join(lines)


def markdown(title: str, segments: Segments) -> str:
    """A paragraph for each turn, with its time and speaker."""
    parts = [f"# {one_line(title)}\n"]
    before: str | None = ""
    words: list[str] = []
    for one in segments:
        who = voice_of(one)
        if who != before or (who is None and len(words) > 4) or len(words) > 20:
            if words:
                parts.append(" ".join(words) + "\n")
            head = f"[{clock(one['startSeconds'], '.')[:8]}]"
            words = [f"**{who}** {head}:" if who else head]
            before = who
        words.append(one_line(one["text"]))
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


def voice_of(segment: Row) -> str | None:
    name = segment["speakerName"]
    return None if name is None else one_line(name)


def _voice(segment: Row) -> str:
    who = voice_of(segment)
    return f"<v {_escaped(who)}>" if who else ""


def _ends(segments: Segments) -> list[float]:
    """When each cue ends: one that is too short to be seen lasts as long as those that start with it, or until the next start, within
    the time that its words take."""
    ends: list[float] = []
    following = inf
    last: tuple[float, float] = (inf, 0.0)
    for one in reversed(segments):
        start, end = one["startSeconds"], one["endSeconds"]
        if start != last[0]:
            following = last[0]
            last = start, 0.0
        if end - start < _SHORTEST:
            needed = start + max(_READABLE, len(one["text"]) / _CHARACTERS_A_SECOND)
            end = last[1] or max(min(needed, following), start + _SHORTEST)
        last = start, max(last[1], end)
        ends.append(end)
    return ends[::-1]


def clock(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    return (
        f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"
    )


def _escaped(text: str) -> str:
    return one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
