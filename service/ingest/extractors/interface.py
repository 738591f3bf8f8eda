"""What every extractor is to its callers: a Transcript in, a VideoDocument out. docs/guides/write-an-extractor.md has a small one."""

from collections import Counter
from dataclasses import dataclass, field
from math import sqrt
from typing import Protocol

from service.domain.document import Transcript, VideoDocument

_WORDS_A_MINUTE = 150
_MORE = 15
"""Entities beyond the size of the map that it may have: a short talk may name one thing after the other."""


@dataclass(frozen=True)
class Extraction:
    """What an extractor found. `dropped` counts by reason what was found and not kept; `notes` say what it took for granted
    that the file does not say; not `complete` is what another try may find more of."""

    document: VideoDocument
    dropped: Counter[str] = field(default_factory=Counter[str])
    notes: tuple[str, ...] = ()
    complete: bool = True


class Extractor(Protocol):
    """A way to read a talk. The same transcript and version give the same document, byte for byte.

    An entry point of the group `videograph.extractors` names a class of such objects, or a function that makes one. If the class has
    `remote = True`, another machine does the work: talks are then read one at a time, without a time limit.
    """

    @property
    def version(self) -> str:
        """Its name and its version, as `offline/1.2`: evidence is marked with it, and a new version reads the same files again."""
        ...

    def __call__(self, transcript: Transcript, /) -> Extraction | VideoDocument: ...


def map_size(words: int) -> int:
    """Entities to keep: 30 for nine minutes, 77 for an hour, 140 at most. Grows as the root of the length,
    as a longer talk says more about the same things."""
    return max(12, min(140, round(10 * sqrt(words / _WORDS_A_MINUTE))))


def map_room(words: int, voices: int) -> int:
    """Entities to keep beside so many voices, which all stay."""
    return max(0, map_size(words) - voices) + _MORE
