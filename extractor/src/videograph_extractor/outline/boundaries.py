"""Finds signs of a new chapter: the change of words, the next speaker, and the opening words.

The talk is cut into units of about twenty words, and each start of a unit gets a number: the log-odds that a person
would put a heading there. The weights are those of a logistic regression on the tuning half of the talks with human
headings (`python -m extractor.benchmarks.fitting.fit_boundaries` finds them again).
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, log1p
from typing import TYPE_CHECKING, Any

from service.domain.document import SegmentInfo
from videograph_extractor.text.language import rarity
from videograph_extractor.text.speech import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.floating[Any]]

_WORDS = 20
"""Words from which on a unit ends at the next segment."""
_FEW = 8
"""Words that a unit needs to end where another voice begins to speak, if that says as much."""
_MOST_UNITS = 1800
"""A longer talk gets longer units, so that memory is bounded."""
_CONTENT = frozenset(["NOUN", "PROPN", "VERB", "ADJ"])
_TURN = re.compile(
    r"^(?:(?:so|okay|ok|all right|alright|right|well|cool|great|yeah|now|and|but|yes|perfect|awesome),? )*"
    r"(?:let(?:'|’)s (?:talk|move|get|go|start|dive|discuss|switch|begin|take|jump)|moving on|next|the next|the (?:first|second|third|last|final) "
    r"(?:topic|thing|part|question|point|one)|another (?:topic|thing|question|point)|so,? (?:what|how|why)|tell (?:us|me)|(?:can|could) you (?:tell|explain|describe|talk|walk)|"
    r"what (?:is|are|about|was)|how (?:does|do|did|about)|why (?:is|are|do|does|did)|i (?:want|wanted) to (?:talk|ask|get|move)|speaking of|first(?:,| of all)|second(?:ly)?,|finally,|to (?:summarize|recap|sum up|wrap up)|"
    r"welcome|today|this week|in this (?:talk|episode|section))",
    re.IGNORECASE,
)
"""How a speaker opens something new."""
_OPENER = re.compile(r"(?:so|okay|ok|alright|all right|now|cool|great)\b", re.IGNORECASE)
_CUE = re.compile(
    r"\b(?:let['’]s|next|talk about|move on|moving on|another|question|topic|tell us|explain)\b",
    re.IGNORECASE,
)
_CUE_WORDS = 40
_OFTEN = 3
"""Times that a noun is said for its first time to count as the arrival of a subject."""


@dataclass(frozen=True)
class Unit:
    """Consecutive segments; `first` is the index of the first, `end` is behind the last."""

    first: int
    end: int
    words: int


@dataclass(frozen=True)
class Word:
    """A content word by its lemma."""

    lemma: str
    pos: str
    rare: float


def cut_units(segments: Sequence[SegmentInfo]) -> list[Unit]:
    """Units of about twenty words, which begin at segments and, if they can, where another voice begins."""
    counts = [len(segment.text.split()) for segment in segments]
    least = max(_WORDS, sum(counts) // _MOST_UNITS)
    units: list[Unit] = []
    first, words = 0, 0
    for i, count in enumerate(counts):
        other = i > 0 and segments[i].speaker != segments[i - 1].speaker
        if i > first and (words >= least or (other and least == _WORDS and min(words, count) >= _FEW)):
            units.append(Unit(first, i, words))
            first, words = i, 0
        words += count
    units.append(Unit(first, len(segments), words))
    return units


def read_words(passages: Sequence[Passage], segments: int) -> list[list[Word]]:
    """The content words of each segment."""
    found: list[list[Word]] = [[] for _ in range(segments)]
    for passage in passages:
        for token in passage.doc:
            if token.pos_ in _CONTENT and token.is_alpha and len(token) > 2 and not token.is_stop:
                i = passage.first + bisect_right(passage.starts, token.idx) - 1
                found[i].append(Word(token.lemma_.lower(), token.pos_, rarity(token.lower_)))
    return found


def vectors_of(units: Sequence[Unit], words: Sequence[Sequence[Word]]) -> "Matrix":
    """One row a unit: its words weighed by rarity, in English and in the talk; as long as it has words / 45."""
    import numpy as np

    own = [[word for i in range(unit.first, unit.end) for word in words[i]] for unit in units]
    spread = Counter(lemma for unit in own for lemma in {word.lemma for word in unit})
    column = {lemma: i for i, lemma in enumerate(lemma for lemma, n in spread.items() if n > 1)}
    matrix = np.zeros((len(units), max(1, len(column))), dtype=np.float32)
    for row, unit in enumerate(own):
        for word in unit:
            if (i := column.get(word.lemma)) is not None:
                weight = (0.3 + word.rare) * log(len(units) / spread[word.lemma])
                matrix[row, i] += weight * (0.5 if word.pos == "VERB" else 1.0)
    norms = np.linalg.norm(matrix, axis=1)
    lengths = np.array([unit.words for unit in units], dtype=np.float32) / 45
    return matrix * (lengths / np.where(norms == 0, np.float32(1), norms))[:, None]


def features(
    segments: Sequence[SegmentInfo],
    units: Sequence[Unit],
    words: Sequence[Sequence[Word]],
    vectors: "Matrix",
) -> list[list[float]]:
    """For each start of a unit the numbers that WEIGHTS weighs, in its order."""
    host = asking(segments)
    arrivals = _arrivals(units, words)
    near, far = _likeness(vectors, 3), _likeness(vectors, 8)
    return [
        [
            *_voices(segments, unit, host),
            near[i],
            far[i],
            sum(arrivals[i : i + 4]) / 4,
            *_openings(segments, unit),
        ]
        for i, unit in enumerate(units)
    ]


def asking(segments: Sequence[SegmentInfo]) -> str | None:
    """Who asks most for what they say: the host."""
    questions, said = Counter[str | None](), Counter[str | None]()
    for segment in segments:
        questions[segment.speaker] += segment.text.count("?")
        said[segment.speaker] += len(segment.text.split())
    return max(questions, key=lambda s: questions[s] / (said[s] + 200))


def _voices(segments: Sequence[SegmentInfo], unit: Unit, host: str | None) -> list[float]:
    """Whether a voice begins here, asks, is the host's; how long it speaks, and how long the next one."""
    speaker = segments[unit.first].speaker
    if unit.first == 0 or speaker is None or segments[unit.first - 1].speaker == speaker:
        return [0.0] * 6
    own = _end_of_turn(segments, unit.first)
    other = _end_of_turn(segments, own) if own < len(segments) else own
    near = segments[unit.first : min(own, unit.first + 3)]
    before = segments[unit.first - 1].text.split()
    return [
        1.0,
        float(any("?" in segment.text for segment in near)),
        float(speaker == host),
        log1p(sum(len(segment.text.split()) for segment in segments[own:other])) / 5,
        log1p(sum(len(segment.text.split()) for segment in segments[unit.first : own])) / 5,
        float(len(before) < 6),
    ]


def _end_of_turn(segments: Sequence[SegmentInfo], first: int) -> int:
    end = first
    while end < len(segments) and segments[end].speaker == segments[first].speaker:
        end += 1
    return end


def _openings(segments: Sequence[SegmentInfo], unit: Unit) -> list[float]:
    text = segments[unit.first].text
    near = " ".join(segment.text for segment in segments[unit.first : unit.first + 3])
    return [
        float(_TURN.match(text) is not None),
        float(_OPENER.match(text) is not None),
        float(_CUE.search(" ".join(near.split()[:_CUE_WORDS])) is not None),
    ]


def _arrivals(units: Sequence[Unit], words: Sequence[Sequence[Word]]) -> list[int]:
    """Nouns of each unit that are said for the first time there and come again."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        for segment in range(unit.first, unit.end):
            for word in words[segment]:
                if word.pos in ("NOUN", "PROPN"):
                    places[word.lemma].append(i)
    arrived = Counter(found[0] for found in places.values() if len(found) >= _OFTEN)
    return [arrived[i] for i in range(len(units))]


def _likeness(vectors: "Matrix", reach: int) -> list[float]:
    """Cosine between what is said before and behind the start of each unit."""
    import numpy as np

    n = len(vectors)
    sums = np.vstack([np.zeros((1, vectors.shape[1])), np.cumsum(vectors, axis=0, dtype=np.float64)])
    at = np.arange(n)
    before = sums[at] - sums[np.maximum(0, at - reach)]
    behind = sums[np.minimum(n, at + reach)] - sums[at]
    norms = np.linalg.norm(before, axis=1) * np.linalg.norm(behind, axis=1)
    return list(np.einsum("ij,ij->i", before, behind) / np.where(norms == 0, 1, norms))


WEIGHTS = (-0.892, 0.736, 0.197, 1.089, 0.608, -0.501, -2.762, -1.982, 0.416, 1.024, 0.757, 0.58)
"""A voice begins; asks; is the host's; words of the next voice; of its own; short turn before; likeness near; far;
arrivals; opening; opener; cue."""
BIAS = -2.711


def log_odds(rows: Sequence[Sequence[float]]) -> list[float]:
    """What speaks for a chapter at the start of each unit."""
    return [BIAS + sum(w * x for w, x in zip(WEIGHTS, row, strict=True)) for row in rows]
