"""Compares the meaning of passages, by samples of their words, with phrases, to find the best heading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.document import SegmentInfo
from videograph_extractor.text.language import embed

if TYPE_CHECKING:
    from videograph_extractor.text.language import Vectors

_SAMPLES, _WORDS, _LONGEST = 3, 45, 48
"""Samples of a stretch, and words of one, at least and at most: two of 28 words gave worse titles, six take a third of the time of all."""
_OF_TALK = 16
"""Samples of a talk at least, however few stretches it has."""
_WHOLE = 0.2
"""What it takes from a phrase to be near to the talk as a whole: the heading of one part is not that of all."""


@dataclass(frozen=True)
class Samples:
    """Places in the talk, by segment, with what is said there as a vector."""

    segments: tuple[int, ...]
    vectors: "Vectors"


class Meanings:
    """The vectors of words, each worked out once: chapters and sections are made of the same ones."""

    def __init__(self) -> None:
        self._known: dict[str, Vectors] = {}

    def add(self, words: Iterable[str]) -> None:
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        self._known.update(zip(new, embed(new), strict=True))

    def of(self, words: Sequence[str]) -> "Vectors":
        """One row for each of one word or more."""
        import numpy as np

        self.add(words)
        return np.stack([self._known[word] for word in words])


def sample_stretches(segments: Sequence[SegmentInfo], stretches: Sequence[tuple[int, int]]) -> Samples:
    """Samples evenly spread over each stretch, however long it is."""
    places: list[int] = []
    texts: list[str] = []
    each = max(_SAMPLES, -(-_OF_TALK // len(stretches)))
    for first, end in stretches:
        count = min(each, end - first)
        for i in range(count):
            place = first + i * (end - first) // count
            words: list[str] = []
            for segment in segments[place:end]:
                words += segment.text.split()
                if len(words) >= _WORDS:
                    break
            places.append(place)
            texts.append(" ".join(words[:_LONGEST]))
    return Samples(tuple(places), embed(texts))


def nearness(samples: Samples, stretch: tuple[int, int], words: "Vectors") -> list[float]:
    """For each row of `words` how near it is to the stretch, and not just to the talk."""
    here = [i for i, place in enumerate(samples.segments) if stretch[0] <= place < stretch[1]]
    if not here or not len(words):
        return [0.0] * len(words)
    near = words @ mean_of(samples.vectors[here]) - _WHOLE * (words @ mean_of(samples.vectors))
    return [float(value) for value in near]


def mean_of(vectors: "Vectors") -> "Vectors":
    """Their mean, of length one."""
    import numpy as np

    mean = vectors.mean(axis=0)
    return mean / (np.linalg.norm(mean) or 1.0)
