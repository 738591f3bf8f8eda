"""MicroDVD (.sub), which counts frames (`{25}{75}one line|another`), and MPL2, which counts tenths of a second (`[10][35]…`).

MicroDVD may give its frames per second in the first line (`{1}{1}25`). Source:
https://wiki.multimedia.cx/index.php/MicroDVD
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from service.errors import TranscriptError
from service.transcripts.parts.markup import bare_lines
from service.transcripts.parts.order import Times, in_order
from service.transcripts.parts.rolling import unroll
from service.transcripts.parts.speakers import name_speakers
from service.transcripts.parts.spoken import RawTranscript, TimedLines
from service.transcripts.parts.timing import HAIR, disorder, mended

_CUE = re.compile(
    r"\s*(?:\{([0-9]{1,9})\}\{([0-9]{0,9})\}|\[([0-9]{1,9})\]\[([0-9]{0,9})\])(.*)", re.ASCII | re.DOTALL
)
_HEADER = re.compile(r"\s*\{DEFAULT\}", re.IGNORECASE)
_STYLE = re.compile(r"\{[A-Za-z]:[^{}]*\}")
_RATE = re.compile(r"\s*([0-9]{1,3}(?:[.,][0-9]{1,6})?)\s*", re.ASCII)
_USUAL_RATE = 23.976
_TENTHS = 10.0
_LOWEST_RATE = 5.0


@dataclass(slots=True)
class _Counted:
    """A cue by its count; `stop` is None if the file does not say."""

    line: int
    start: int
    stop: int | None
    tenths: bool
    words: list[str] = field(default_factory=list)


def is_counted(text: str) -> bool:
    """Returns whether the first line and half of the others begin with two counts."""
    lines = (line for line in text.split("\n", 200)[:200] if line.strip() and not _HEADER.match(line))
    first = next(lines, "")
    if _CUE.match(first) is None:
        return False
    rest = [_CUE.match(line) is not None for line in lines]
    return sum(rest) * 2 >= len(rest)


def read_counted(text: str, file: Path) -> RawTranscript:
    """Reads a text that `is_counted`. A line without counts continues the cue before it.

    Raises:
        TranscriptError: times that run backwards.
    """
    cues = list(_cues(text))
    rate = _rate(cues[0]) if cues else None
    if rate is not None:
        del cues[0]
    notes: list[str] = []
    if rate is None and any(not cue.tenths for cue in cues):
        notes.append(f"it counts frames and does not say how many a second has: {_USUAL_RATE} are assumed")
    times: list[Times] = []
    for at, cue in enumerate(cues):
        unit = _TENTHS if cue.tenths else rate or _USUAL_RATE
        following = cues[at + 1].start if at + 1 < len(cues) else cue.start
        stop = max(cue.start, following) if cue.stop is None else cue.stop
        times.append((round(cue.start / unit, 3), round(stop / unit, 3)))
    spoken: list[TimedLines] = []
    before = 0.0
    for cue, (opens, closes) in zip(cues, in_order(times, HAIR, HAIR), strict=True):
        start, end = mended(opens, closes, before)
        fault = disorder(start, end, before)
        if fault is not None:
            raise TranscriptError(file, fault, cue.line)
        before = start
        spoken.append(TimedLines(start, end, bare_lines(cue.words)))
    return RawTranscript(name_speakers(unroll(spoken)), notes=tuple(notes))


def _cues(text: str) -> Iterator[_Counted]:
    cue: _Counted | None = None
    for number, line in enumerate(text.split("\n"), 1):
        match = _CUE.match(line)
        if match is None:
            if cue is not None and not _HEADER.match(line):
                cue.words += _lines(line, cue.tenths)
            continue
        if cue is not None:
            yield cue
        tenths = match[3] is not None
        start, stop = (match[3], match[4]) if tenths else (match[1], match[2])
        cue = _Counted(number, int(start), int(stop) if stop else None, tenths, _lines(match[5], tenths))
    if cue is not None:
        yield cue


def _lines(words: str, tenths: bool) -> list[str]:
    """The lines of a cue without their styles; MPL2 has a slash in front of what is slanted."""
    lines = _STYLE.sub("", words).split("|")
    return [line.strip().removeprefix("/") for line in lines] if tenths else lines


def _rate(cue: _Counted) -> float | None:
    """Returns the frames per second if the first cue has them instead of words: such a cue ends where it starts."""
    match = _RATE.fullmatch(" ".join(cue.words))
    if cue.tenths or match is None or cue.stop not in (None, cue.start) or cue.start > 1:
        return None
    rate = float(match[1].replace(",", "."))
    return rate if rate >= _LOWEST_RATE else None
