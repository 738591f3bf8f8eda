"""Converts the talk to text for the parser, with the mapping back to the segments.

Captions break sentences anywhere, and turns run over many segments: so consecutive segments of one voice
are joined by one space into a passage, which is parsed as a whole. A stretch of a passage is then a quote.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from service.domain.document import SegmentInfo
from videograph_extractor.text.language import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_LONG = 220
"""Words after which a passage ends at the next segment that ends a sentence."""
_TOO_LONG = 400
_TOO_MANY_CHARACTERS = 200_000
"""The same in characters, for what has hardly any spaces: the parser refuses a million."""
_STOPS = (".", "!", "?", "…", '."', '?"', ".”", "?”")


@dataclass(frozen=True)
class Passage:
    """Consecutive segments of one voice. `starts[i]` is where segment `first + i` begins in the text."""

    doc: "Doc"
    first: int
    starts: tuple[int, ...]
    speaker: str | None
    before: "Passage | None" = field(default=None, repr=False, compare=False)
    """The passage that ends where this one begins."""

    def place(self, offset: int) -> tuple[int, int]:
        """Segment index and offset in the segment's text of a character of the passage."""
        i = bisect_right(self.starts, offset) - 1
        return self.first + i, offset - self.starts[i]


@dataclass(frozen=True)
class Sentence:
    """A sentence of the talk. `index` counts over the whole talk."""

    index: int
    passage: Passage
    span: "Span"

    @property
    def text(self) -> str:
        return self.span.text.strip()

    @property
    def segments(self) -> range:
        """Indexes of the segments that the sentence touches."""
        text = self.span.text
        start = self.span.start_char + len(text) - len(text.lstrip())
        end = self.span.start_char + len(text.rstrip())
        return range(self.passage.place(start)[0], self.passage.place(max(start, end - 1))[0] + 1)


def read_passages(segments: Sequence[SegmentInfo], changes: Collection[int] = ()) -> list[Passage]:
    """The whole talk, parsed, in order: every segment is in exactly one passage. `changes` are the segments with which
    another voice begins that is not named."""
    groups = list(_group(segments, changes))
    docs = parse([" ".join(segments[i].text for i in group) for group in groups])
    passages: list[Passage] = []
    for group, doc in zip(groups, docs, strict=True):
        starts = [0]
        for before, _ in pairwise(group):
            starts.append(starts[-1] + len(segments[before].text) + 1)
        earlier = passages[-1] if passages else None
        passages.append(Passage(doc, group[0], tuple(starts), segments[group[0]].speaker, earlier))
    return passages


def _group(segments: Sequence[SegmentInfo], changes: Collection[int]) -> Iterator[range]:
    first, words, characters = 0, 0, 0
    for i, segment in enumerate(segments):
        words += len(segment.text.split())
        characters += len(segment.text)
        last = i + 1 == len(segments)
        if (
            last
            or segments[i + 1].speaker != segment.speaker
            or i + 1 in changes
            or (words >= _LONG and segment.text.rstrip().endswith(_STOPS))
            or words >= _TOO_LONG
            or characters >= _TOO_MANY_CHARACTERS
        ):
            yield range(first, i + 1)
            first, words, characters = i + 1, 0, 0


def read_sentences(passages: Sequence[Passage]) -> list[Sentence]:
    """All sentences that hold a word, in order."""
    sentences: list[Sentence] = []
    for passage in passages:
        for span in passage.doc.sents:
            if any(token.is_alpha for token in span):
                sentences.append(Sentence(len(sentences), passage, span))
    return sentences
