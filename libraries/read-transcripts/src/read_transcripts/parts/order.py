"""Puts times that run backwards into order, for `--lenient-times`.

The longest ordered sequence of starts keeps its times. The others are moved between their neighbors and counted. So
one wrong time changes only itself.
"""

from bisect import bisect_right
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from read_transcripts.parts.timing import ADVICE

type Times = tuple[float, float]


@dataclass
class MovedTimes:
    """How many times were moved."""

    count: int = 0


_moved: ContextVar[MovedTimes | None] = ContextVar("moved", default=None)
"""Of the file that is being read leniently; readers share no argument that it could go through."""


@contextmanager
def leniently(wanted: bool) -> Generator[MovedTimes]:
    """Inside, `in_order` moves times where `wanted`, and counts them."""
    moved = MovedTimes()
    token = _moved.set(moved if wanted else None)
    try:
        yield moved
    finally:
        _moved.reset(token)


def is_lenient() -> bool:
    return _moved.get() is not None


def count_moved(number: int) -> None:
    """Count times that a reader moved or left out itself."""
    moved = _moved.get()
    if moved is not None:
        moved.count += number


def in_order(times: Sequence[Times], slack: float = 0.0, hair: float = 0.0) -> list[Times]:
    """Starts and ends as they are, or in order where the file is read leniently.

    Args:
        slack: seconds that a start may lie before the one in front of it.
        hair: seconds that an end may lie before its start.
    """
    if not is_lenient():
        return list(times)
    kept = longest_run([start for start, _ in times])
    following: list[float | None] = [None] * len(times)
    later: float | None = None
    for at in range(len(times) - 1, -1, -1):
        following[at] = later
        if at in kept:
            later = times[at][0]
    placed: list[Times] = []
    before, moved = 0.0, 0
    for at, (start, end) in enumerate(times):
        after = following[at]
        begin = start
        if at not in kept and (start < before - slack or (after is not None and start > after)):
            begin = before if after is None else min(max(start, before), after)
        stop = end
        if begin != start or end < start - hair:
            length = end - start
            latest = begin + max(0.0, length) if after is None else max(begin, after)
            stop = round(min(begin + length, latest), 3) if length >= 0 else latest
        moved += (begin, stop) != (start, end)
        placed.append((begin, stop))
        before = max(before, begin)
    count_moved(moved)
    return placed


def end_of_word(start: float, end: float) -> float:
    """The end of a word; its start, where it lies before that and the file is read leniently.

    Raises:
        ValueError: it lies before the start.
    """
    if end >= start:
        return end
    if not is_lenient():
        raise ValueError(f"times run backwards: end {end} lies before start {start}; {ADVICE}")
    count_moved(1)
    return start


def longest_run(starts: Sequence[float]) -> set[int]:
    """The places of the longest run that does not fall."""
    tails: list[float] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, start in enumerate(starts):
        length = bisect_right(tails, start)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [start]
        ends[length : length + 1] = [at]
    kept: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept
