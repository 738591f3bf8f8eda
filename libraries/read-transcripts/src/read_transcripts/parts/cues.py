"""Common parts of SubRip and WebVTT: finds the cues of a file and checks the order of their times."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.order import in_order
from read_transcripts.parts.timing import HAIR, TIMING, disorder, mended, seconds

_ALMOST = re.compile(
    r"\s*-?[0-9][0-9:.,;\s]*-->|\s*-?[0-9]\w*:[\w:.,;]+[^\S\n]*-{1,2}>[^\S\n]*[0-9]\w*:[\w:.,;]+\s*$"
)
"""A line that was to be times: with an arrow behind figures, or with an arrow of any kind between what looks like times."""


@dataclass(frozen=True, slots=True)
class Cue:
    """`line` is that of the times, counted from 1; `payload` still has its markup; `identifier` is "" for none."""

    line: int
    start: float
    end: float
    payload: tuple[str, ...]
    identifier: str = ""


def read_cues(
    lines: Sequence[str],
    file: Path,
    blank: Callable[[str], bool],
    identifier: Callable[[str], bool],
    slack: float = 0.0,
    mend: bool = False,
) -> list[Cue]:
    """The cues of a file, in its order.

    A cue's words continue until the next line with times, also over blank lines, because broken files have them
    within cues. The identifier of the next cue is not part of the words: it is the line before its times, if
    `identifier` accepts it and a blank line or the running number confirms it (the number also if blank lines follow
    it, as in files with a blank line after each line). With `mend`, times that run slightly backwards are corrected.

    Raises:
        TranscriptError: times that cannot be read, or that run backwards by more than `slack` seconds.
    """
    marks = list(_times(lines, file))
    times = in_order([(start, end) for _, start, end in marks], slack or HAIR * mend, HAIR * mend)
    marks = [(index, start, end) for (index, _, _), (start, end) in zip(marks, times, strict=True)]
    cues: list[Cue] = []
    before = 0.0
    before_first = (line.strip() for line in reversed(lines[: marks[0][0]] if marks else ()))
    name = next(filter(None, before_first), "")
    number = _number(name)
    for position, (index, start, end) in enumerate(marks):
        if mend:
            start, end = mended(start, end, before)
        fault = disorder(start, end, 0.0)
        if fault is None and start < before - slack:
            fault = disorder(start, end, before)
        if fault is not None:
            raise TranscriptError(file, fault, index + 1)
        before = max(before, start)
        own_name, name = name, ""
        stop = marks[position + 1][0] if position + 1 < len(marks) else len(lines)
        payload = list(lines[index + 1 : stop])
        words = len(payload)
        while words and not payload[words - 1].strip():
            words -= 1
        if words:
            last = payload[words - 1]
            follows = number is not None and _number(last) == number + 1
            apart = words == len(payload) > 1 and blank(payload[-2])
            if position + 1 == len(marks):
                # the number of a cue that is cut off: words below a blank line, which a count alone would not be
                apart, follows = False, follows and words > 1 and blank(payload[words - 2])
            if identifier(last) and (follows or apart):
                name = last.strip()
                number = _number(name)
                del payload[words - 1 :]
            else:
                number = None
        cues.append(Cue(index + 1, start, end, tuple(payload), own_name))
    return cues


def _times(lines: Sequence[str], file: Path) -> Iterator[tuple[int, float, float]]:
    for index, line in enumerate(lines):
        if "->" not in line:
            continue
        match = TIMING.match(line.lstrip())
        start, end = (seconds(match[1]), seconds(match[2])) if match else (None, None)
        if start is not None and end is not None:
            yield index, start, end
        elif _ALMOST.match(line):
            raise TranscriptError(
                file,
                f"cannot read the times {line.strip()[:60]!r}: they are written 00:01:02,345 --> 00:01:04,000",
                index + 1,
            )


def _number(line: str) -> int | None:
    bare = line.strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 10 else None
