"""Finds chapters: the places where the subject of a talk changes.

Among all partitions of the talk into as many chapters as its length suggests, the best is found exactly, by dynamic
programming (Utiyama, Isahara 2001): its chapters are of one piece in their words, and begin where much speaks for it
(`boundaries.py`). Chapters that the source itself brings win.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.document import Transcript
from videograph_extractor.outline.boundaries import (
    Unit,
    cut_units,
    features,
    log_odds,
    read_words,
    vectors_of,
)
from videograph_extractor.text.speech import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from videograph_extractor.outline.boundaries import Matrix

_CHAPTERS = 2.1
"""Chapters in a talk of one minute; they grow as the root of its length: 6 in 9 minutes, 16 in an hour. So do the
headings that people write."""
_WHOLE = 0.5
"""What a chapter of one piece is worth, squared."""
_START = 0.2
"""What the log-odds at its start are worth, from `_LEAST` on."""
_LEAST = -6.0
_EVEN = 0.05
"""What it costs to be longer or shorter than the mean."""


@dataclass(frozen=True)
class Stretch:
    """A chapter without its title: segments from `first` to before `end`."""

    first: int
    end: int
    title: str | None = None


def find_stretches(transcript: Transcript, passages: Sequence[Passage]) -> list[Stretch]:
    """The chapters in order; together they are the whole talk."""
    segments = transcript.segments
    if transcript.chapters:
        return _from_source(transcript)
    units = cut_units(segments)
    words = read_words(passages, len(segments))
    vectors = vectors_of(units, words)
    odds = log_odds(features(segments, units, words, vectors))
    starts = best_partition(units, vectors, odds, wanted(transcript, len(units)))
    firsts = [units[i].first for i in starts]
    return [Stretch(a, b) for a, b in zip(firsts, [*firsts[1:], len(segments)], strict=True)]


def wanted(transcript: Transcript, units: int) -> int:
    """How many chapters: by the length in time or, if there is none, in words. Two units each at least."""
    segments = transcript.segments
    length = segments[-1].end_seconds - segments[0].start_seconds
    if length < 1:
        length = max(length, sum(len(segment.text.split()) for segment in segments) / 2.5)
    return max(1, min(units // 2, round(_CHAPTERS * (length / 60) ** 0.5)))


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


def best_partition(units: Sequence[Unit], vectors: "Matrix", odds: Sequence[float], count: int) -> list[int]:
    """First units of the `count` chapters; the first is always 0."""
    import numpy as np

    n = len(units)
    gain = _gains(units, vectors, count)
    starts = np.maximum(np.array(odds) - _LEAST, 0.0) * _START
    starts[0] = 0.0
    gain[:n] += starts[:, None]
    best = np.full(n + 1, -np.inf)
    best[0] = 0.0
    back: list[NDArray[np.intp]] = []
    for _ in range(count):
        total = best[:, None] + gain
        back.append(total.argmax(axis=0))
        best = total[back[-1], np.arange(n + 1)]
    found: list[int] = []
    end = n
    for first in reversed(back):
        end = int(first[end])
        found.append(end)
    return found[::-1]


def _gains(units: Sequence[Unit], vectors: "Matrix", count: int) -> "NDArray[np.float64]":
    """At [i, j] what a chapter of the units from `i` to before `j` is worth; -inf where that is none.

    The length of the sum of its vectors is read from a table of sums of their products.
    """
    import numpy as np

    n = len(units)
    sums = np.zeros((n + 1, n + 1))
    sums[1:, 1:] = (vectors @ vectors.T).cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    own = np.diag(sums)
    gain = np.sqrt(np.maximum(0.0, _WHOLE * (own[:, None] + own[None, :] - sums - sums.T)))
    behind = np.concatenate([[0.0], np.cumsum([unit.words for unit in units])])
    even = max(1.0, behind[-1] / count)
    lengths = np.maximum(1.0, behind[None, :] - behind[:, None]) / even
    gain -= _EVEN * np.log(lengths) ** 2
    gain[np.tril_indices(n + 1)] = -np.inf
    return gain
