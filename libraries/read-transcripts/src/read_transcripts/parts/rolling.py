"""Rolling captions, as in YouTube's automatic captions: each line is on screen twice or more, and counts once.

    00:02.879 --> 00:05.430        00:05.440 --> 00:08.100
    hello everyone welcome         to my talk
    to my talk                     about graphs

Lines that were already on screen are left out, and a line that grows word by word is one line. A file without rolling
lines is not changed, because people do repeat words.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from read_transcripts.parts.spoken import TimedLines

_SHARE = 0.3
"""Of the changes of screen in a rolling file, about half roll a line up; the others only finish one."""


def unroll(spoken: list[TimedLines]) -> list[TimedLines]:
    """The words, each once, from when they first appear. Files that do not roll come back unchanged."""
    screens = [item for item in spoken if item.lines]
    rolls = sum(_rolls(before.lines, after.lines) for before, after in pairwise(screens))
    if rolls < 2 or rolls < _SHARE * (len(screens) - 1):
        return spoken
    once: list[TimedLines] = []
    shown: tuple[str, ...] = ()
    for item in screens:
        same, grown = _carried(shown, item.lines)
        fresh = item.lines[same:]
        if grown:
            last = once[-1]
            once[-1] = replace(last, end=max(last.end, item.end), lines=(*last.lines[:-1], fresh[0]))
            fresh = fresh[1:]
        if fresh:
            once.append(replace(item, lines=fresh))
        shown = item.lines
    return once


def _rolls(before: Sequence[str], after: Sequence[str]) -> bool:
    same, grown = _carried(before, after)
    return grown or 0 < same < len(after)


def _carried(before: Sequence[str], after: Sequence[str]) -> tuple[int, bool]:
    """How many lines on top of `after` were below in `before`, and whether the next one is its last, grown."""
    for same in range(min(len(before), len(after)), 0, -1):
        if before[-same:] == after[:same]:
            return same, False
    for same in range(min(len(before), len(after)) - 1, -1, -1):
        if before[len(before) - same - 1 : -1] == after[:same] and after[same].startswith(before[-1] + " "):
            return same, True
    return 0, False
