"""Chapters: where a talk turns to something else, by the meaning of its words.

The talk is cut into windows of about 45 words at segment starts; the best partition of the windows into as
many chapters as its length suggests is found exactly, by dynamic programming (Utiyama, Isahara 2001, with
sentence vectors in the place of word counts). Chapters that the source itself brings win.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.ingest.document import SegmentInfo, Transcript

if TYPE_CHECKING:
    from service.ingest.extract.language import Vectors

_WINDOW = 45
_CHAPTERS = 1.8
"""Chapters in a talk of one minute; they grow as the root of its length: 5 in 9 minutes, 14 in an hour. So do the
headings that people write (fitted to 49 talks)."""
_TURN = re.compile(
    r"^(?:(?:so|okay|ok|all right|alright|right|well|cool|great|yeah|now|and|but|yes|perfect|awesome),? )*"
    r"(?:let(?:'|’)s (?:talk|move|get|go|start|dive|discuss|switch|begin|take|jump)|moving on|next|the next|the (?:first|second|third|last|final) "
    r"(?:topic|thing|part|question|point|one)|another (?:topic|thing|question|point)|so,? (?:what|how|why)|tell (?:us|me)|(?:can|could) you (?:tell|explain|describe|talk|walk)|"
    r"what (?:is|are|about|was)|how (?:does|do|did|about)|why (?:is|are|do|does|did)|i (?:want|wanted) to (?:talk|ask|get|move)|speaking of|first(?:,| of all)|second(?:ly)?,|finally,|to (?:summarize|recap|sum up|wrap up)|"
    r"welcome|today|this week|in this (?:talk|episode|section))",
    re.IGNORECASE,
)
"""How a speaker opens something new."""


@dataclass(frozen=True)
class Window:
    """Consecutive segments; `first` is the index of the first, `end` is behind the last."""

    first: int
    end: int
    text: str


@dataclass(frozen=True)
class Stretch:
    """A chapter without its title: segments from `first` to before `end`."""

    first: int
    end: int
    title: str | None = None


def cut_windows(segments: Sequence[SegmentInfo]) -> list[Window]:
    """Windows of about 45 words. One begins at each segment that would make the window before it too long."""
    windows: list[Window] = []
    first, words = 0, 0
    for i, segment in enumerate(segments):
        count = len(segment.text.split())
        if i > first and (words >= _WINDOW or words + count > 1.6 * _WINDOW):
            windows.append(_window(segments, first, i))
            first, words = i, 0
        words += count
    windows.append(_window(segments, first, len(segments)))
    return windows


def _window(segments: Sequence[SegmentInfo], first: int, end: int) -> Window:
    return Window(first, end, " ".join(segment.text for segment in segments[first:end]))


def find_stretches(transcript: Transcript, windows: Sequence[Window], vectors: "Vectors") -> list[Stretch]:
    """The chapters in order; together they are the whole talk."""
    segments = transcript.segments
    if transcript.chapters:
        return _from_source(transcript)
    length = segments[-1].end_seconds - segments[0].start_seconds
    words = sum(len(segment.text.split()) for segment in segments)
    seconds = max(length, words / 2.5) if length < 1 else length
    wanted = max(1, min(len(windows) // 2, round(_CHAPTERS * (seconds / 60) ** 0.5)))
    openness = [_openness(segments, window.first) for window in windows]
    starts = _best_partition(vectors, openness, wanted)
    firsts = [0, *(windows[i].first for i in starts[1:])]
    return [Stretch(a, b) for a, b in zip(firsts, [*firsts[1:], len(segments)], strict=True)]


def _from_source(transcript: Transcript) -> list[Stretch]:
    """The source's chapters, moved to the segment that begins nearest; what lies before the first joins it."""
    starts = [segment.start_seconds for segment in transcript.segments]
    stretches: list[tuple[int, str]] = []
    for chapter in transcript.chapters:
        nearest = min(range(len(starts)), key=lambda i: (abs(starts[i] - chapter.start_seconds), i))
        if stretches and stretches[-1][0] >= nearest:
            nearest = stretches[-1][0] + 1
            if nearest >= len(starts):
                break
        stretches.append((nearest if stretches else 0, chapter.title))
    ends = [first for first, _ in stretches[1:]] + [len(starts)]
    return [Stretch(first, end, title) for (first, title), end in zip(stretches, ends, strict=True)]


def _openness(segments: Sequence[SegmentInfo], index: int) -> float:
    """0 to 1: how much the words at a segment's start sound like a new subject."""
    segment = segments[index]
    score = 0.0
    if _TURN.match(segment.text):
        score += 0.6
    if index and segment.speaker is not None and segments[index - 1].speaker != segment.speaker:
        score += 0.2
    if "?" in segment.text:
        score += 0.2
    return score


def _best_partition(vectors: "Vectors", openness: Sequence[float], wanted: int) -> list[int]:
    """First windows of the `wanted` chapters whose windows are most alike.

    The likeness of a chapter is the length of the sum of its unit vectors; lengths are kept even by a gentle
    penalty, and a boundary at a place that sounds like an opening is worth something.
    """
    import numpy as np

    n = len(vectors)
    centered = vectors - vectors.mean(axis=0) * 0.7
    sums = np.vstack(
        [np.zeros((1, vectors.shape[1]), dtype=np.float64), np.cumsum(centered, axis=0, dtype=np.float64)]
    )
    even = n / wanted
    best = np.full((wanted + 1, n + 1), -np.inf)
    best[0, 0] = 0.0
    back = np.zeros((wanted + 1, n + 1), dtype=np.int64)
    bonus = np.array(openness) * _OPEN_WORTH
    bonus[0] = 0.0
    for end in range(1, n + 1):
        lengths = end - np.arange(end)
        gain = (
            np.linalg.norm(sums[end] - sums[:end], axis=1)
            + bonus[:end]
            - _EVEN_WORTH * np.log(lengths / even) ** 2
        )
        for k in range(1, min(wanted, end) + 1):
            total = best[k - 1, :end] + gain
            first = int(np.argmax(total))
            best[k, end], back[k, end] = total[first], first
    starts: list[int] = []
    end = n
    for k in range(wanted, 0, -1):
        end = int(back[k, end])
        starts.append(end)
    return starts[::-1]


_OPEN_WORTH = 0.25
_EVEN_WORTH = 0.3
