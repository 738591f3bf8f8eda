"""Finds how many words two talks share, and where, by fingerprints of word sequences, independent of segments.

A fingerprint is the hash of eight words in a row; of every few in a row the least is kept, so that the same words keep the same ones.
Source: Schleimer, Wilkerson, Aiken, Winnowing: local algorithms for document fingerprinting, 2003.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROW = 8
"""Number of words in a fingerprint. Two automatic transcripts of one recording differ in about every tenth word."""
_WINDOW = 8
_COMMON = 10
"""A phrase in more talks than this belongs to the show, such as a greeting or a sponsor's words, and does not count."""
_LEAST = 10
"""Minimum number of shared fingerprints of a pair, about fifty words."""
_GAP = 100
"""Maximum number of words between two shared fingerprints of one passage: a cut, an advertisement, misheard words."""
_WORD = re.compile(r"[぀-ヿ㐀-鿿]|[^\W_぀-ヿ㐀-鿿]+")
"""A letter of a script without spaces."""
_BASE, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True)
class WordFingerprints:
    """Fingerprints of a talk, ascending, the first word of each, and the number of words up to each segment's end."""

    values: "NDArray[np.uint64]"
    places: "NDArray[np.uint32]"
    ends: "NDArray[np.uint32]"

    def segment_of(self, place: int) -> int:
        return int(np.searchsorted(self.ends, place, side="right"))


@dataclass(frozen=True)
class Overlap:
    """`one` and `other`: positions in the input. `shares` and `segments` in the same order: the share of each that is
    in the other, and the start of the longest shared passage."""

    one: int
    other: int
    shares: tuple[float, float]
    segments: tuple[int, int]


class Fingerprinter:
    """Caches the hashes of words, because talks share words."""

    def __init__(self) -> None:
        self._hashes: dict[str, int] = {}

    def read(self, texts: Iterable[str]) -> WordFingerprints:
        """Computes the fingerprints of a talk's segments, in order."""
        hashes = self._hashes
        said: list[int] = []
        ends: list[int] = []
        for text in texts:
            for word in _WORD.findall(text.lower()):
                known = hashes.get(word)
                if known is None:
                    known = hashes[word] = int.from_bytes(blake2b(word.encode(), digest_size=8).digest())
                said.append(known)
            ends.append(len(said))
        values, places = _winnow(np.array(said, np.uint64))
        return WordFingerprints(values, places.astype(np.uint32), np.array(ends, np.uint32))


def _winnow(words: "NDArray[np.uint64]") -> "tuple[NDArray[np.uint64], NDArray[np.intp]]":
    count = len(words) - _ROW + 1
    if count < 1:
        return np.empty(0, np.uint64), np.empty(0, np.intp)
    rows = np.zeros(count, np.uint64)
    for i in range(_ROW):
        rows = rows * _BASE + words[i : i + count]
    rows = (rows ^ (rows >> np.uint64(29))) * _MIX
    rows ^= rows >> np.uint64(32)
    windows = np.lib.stride_tricks.sliding_window_view(rows, min(_WINDOW, count))
    places = np.unique(windows.argmin(axis=1) + np.arange(len(windows)))
    values, firsts = np.unique(rows[places], return_index=True)
    return values, places[firsts]


def find_overlaps(talks: Sequence[WordFingerprints], *, min_share: float) -> list[Overlap]:
    """Returns pairs in which the shorter one shares at least this part of its fingerprints, the greatest share first."""
    totals, shared = _count(talks)
    found: list[Overlap] = []
    for (one, other), count in shared.items():
        shares = (round(count / totals[one], 3), round(count / totals[other], 3))
        if count >= _LEAST and max(shares) >= min_share:
            found.append(Overlap(one, other, shares, _stretch(talks[one], talks[other])))
    return sorted(found, key=lambda pair: (-max(pair.shares), -min(pair.shares), pair.one, pair.other))


def _count(talks: Sequence[WordFingerprints]) -> tuple[list[int], Counter[tuple[int, int]]]:
    """Returns the fingerprints of each talk and of each pair, without common ones."""
    shared: Counter[tuple[int, int]] = Counter()
    if not talks:
        return [], shared
    values = np.concatenate([talk.values for talk in talks])
    owners = np.repeat(np.arange(len(talks)), [len(talk.values) for talk in talks])
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1]))[: len(values)])
    sizes = np.diff(starts, append=len(values))
    totals = np.bincount(owners[np.repeat(sizes <= _COMMON, sizes)], minlength=len(talks))
    for size in range(2, _COMMON + 1):
        firsts = starts[sizes == size]
        for i in range(size):
            for j in range(i + 1, size):
                pairs = owners[firsts + i] * len(talks) + owners[firsts + j]
                for pair, count in zip(*np.unique(pairs, return_counts=True), strict=True):
                    shared[divmod(int(pair), len(talks))] += int(count)
    return totals.tolist(), shared


def _stretch(one: WordFingerprints, other: WordFingerprints) -> tuple[int, int]:
    """Returns the segments in which the longest shared passage begins."""
    _, ours, theirs = np.intersect1d(one.values, other.values, assume_unique=True, return_indices=True)
    places = sorted(zip(one.places[ours].tolist(), other.places[theirs].tolist(), strict=True))
    first = last = best = places[0]
    longest = -1
    for place in places:
        if not (place[0] - last[0] <= _GAP and 0 <= place[1] - last[1] <= _GAP):
            first = place
        last = place
        if place[0] - first[0] > longest:
            longest, best = place[0] - first[0], first
    return one.segment_of(best[0]), other.segment_of(best[1])
