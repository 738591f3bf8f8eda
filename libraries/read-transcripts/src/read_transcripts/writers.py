"""Writes a transcript as WebVTT, SubRip, Markdown, JSON or text."""

import json
import re
from collections.abc import Callable, Sequence
from math import inf
from typing import Any

from read_transcripts.transcript import Segment, Transcript

_SHORTEST, _READABLE = 0.1, 1.0
"""Seconds: players do not show a cue of less, and people can read one of as many."""
_CHARACTERS_A_SECOND = 15


def write(transcript: Transcript, to: str) -> str:
    """Returns the transcript in one of `FORMATS`: `vtt`, `srt`, `md`, `json` (Podcasting 2.0) or `txt` (turns without times).

    Raises:
        ValueError: there is no such format.
    """
    writer = FORMATS.get(to)
    if writer is None:
        raise ValueError(f"there is no format {to!r}: choose one of {', '.join(FORMATS)}")
    return writer(transcript)


def _webvtt(transcript: Transcript) -> str:
    """Source: https://www.w3.org/TR/webvtt1/."""
    nexts = [*transcript.segments[1:], None]
    cues = [
        f"{number}\n{clock(one.start, '.')} --> {clock(end, '.')}\n{_voice(one, following)}\n"
        for number, ((one, end), following) in enumerate(
            zip(_with_ends(transcript.segments), nexts, strict=True), 1
        )
    ]
    note = f"\n\nNOTE {one_line(transcript.title).replace('-->', '→')}" if transcript.title else ""
    return "\n".join([f"WEBVTT{note}\n", *cues])


def _subrip(transcript: Transcript) -> str:
    lines: list[str] = []
    for number, (one, end) in enumerate(_with_ends(transcript.segments), 1):
        who = f"{one_line(one.speaker)}: " if one.speaker else ""
        lines.append(f"{number}\n{clock(one.start, ',')} --> {clock(end, ',')}\n{who}{one_line(one.text)}\n")
    return "\n".join(lines)


def _markdown(transcript: Transcript) -> str:
    """A paragraph for each turn, with its time and speaker."""
    parts = [f"# {one_line(transcript.title)}\n"] if transcript.title else []
    before: str | None = ""
    words: list[str] = []
    for one in transcript.segments:
        who = one_line(one.speaker) if one.speaker else None
        if who != before or (who is None and len(words) > 4) or len(words) > 20:
            if words:
                parts.append(" ".join(words) + "\n")
            head = f"[{clock(one.start, '.')[:8]}]"
            words = [f"**{who}** {head}:" if who else head]
            before = who
        words.append(one_line(one.text))
    return "\n".join([*parts, " ".join(words) + "\n"])


def _podcasting(transcript: Transcript) -> str:
    """Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md."""
    found: list[dict[str, Any]] = [
        ({"speaker": one_line(one.speaker)} if one.speaker else {})
        | {"startTime": one.start, "endTime": one.end, "body": one.text}
        for one in transcript.segments
    ]
    title = {"title": transcript.title} if transcript.title else {}
    language = {"language": transcript.language} if transcript.language else {}
    whole = {"version": "1.0.0", **title, **language, "segments": found}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _text(transcript: Transcript) -> str:
    """A paragraph for each turn, as it is given to people and models."""
    turns = (f"{turn.speaker}: {turn.text}" if turn.speaker else turn.text for turn in transcript.turns())
    return "\n\n".join(map(one_line, turns)) + "\n"


FORMATS: dict[str, Callable[[Transcript], str]] = {
    "vtt": _webvtt,
    "srt": _subrip,
    "md": _markdown,
    "json": _podcasting,
    "txt": _text,
}
"""By the ending of a file's name."""


def _voice(segment: Segment, following: Segment | None) -> str:
    """The words in the voice of who says them. A voice goes on, so it ends before words of nobody."""
    words = _escaped(segment.text)
    if not segment.speaker:
        return words
    end = "</v>" if following is not None and not following.speaker else ""
    return f"<v {_escaped(segment.speaker)}>{words}{end}"


def _with_ends(segments: Sequence[Segment]) -> list[tuple[Segment, float]]:
    """Segments, and when the cue of each ends: one that is too short to be seen lasts as long as those that start with it, or until the
    next start, within the time that its words take."""
    ends: list[float] = []
    following = inf
    last: tuple[float, float] = (inf, 0.0)
    for one in reversed(segments):
        end = one.end
        if one.start != last[0]:
            following = last[0]
            last = one.start, 0.0
        if end - one.start < _SHORTEST:
            needed = one.start + max(_READABLE, len(one.text) / _CHARACTERS_A_SECOND)
            end = last[1] or max(min(needed, following), one.start + _SHORTEST)
        last = one.start, max(last[1], end)
        ends.append(end)
    return list(zip(segments, ends[::-1], strict=True))


def clock(seconds: float, point: str) -> str:
    """`01:02:03.456`, with `point` in front of the milliseconds."""
    whole = round(seconds * 1000)
    return (
        f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"
    )


def _escaped(text: str) -> str:
    return one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str) -> str:
    """The text with each run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()
