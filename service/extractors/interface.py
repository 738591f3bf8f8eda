"""The interface of extractors: from a Transcript to a VideoDocument. docs/guides/write-an-extractor.md has a small
one."""

from collections import Counter
from dataclasses import dataclass, field
from math import sqrt
from typing import Protocol

from service.domain.document import Transcript, VideoDocument

_WORDS_A_MINUTE = 150
_MORE = 15
"""Additional entities beyond the usual size of the map, because a short talk may name many things."""


@dataclass(frozen=True)
class Extraction:
    """The result of an extractor. `dropped`: counts of dropped items by reason. `notes`: its assumptions. `complete`:
    another try would find no more."""

    document: VideoDocument
    dropped: Counter[str] = field(default_factory=Counter[str])
    notes: tuple[str, ...] = ()
    complete: bool = True


class Extractor(Protocol):
    """An extractor. The same transcript and version must give the same document, byte for byte.

    An entry point of the group `videograph.extractors` names a class of such objects, or a function that makes one. If the class has
    `remote = True`, another machine does the work: talks are then read one at a time, without a time limit. `authority` says how far its
    names, kinds, descriptions and addresses of entities are trusted beside those of other sources: `LANGUAGE_MODEL`, or by default `OFFLINE`.
    """

    @property
    def version(self) -> str:
        """Its name and version, such as `offline/1.2`. Evidence stores it, and a new version reads the same files
        again."""
        ...

    def __call__(self, transcript: Transcript, /) -> Extraction | VideoDocument: ...


def map_size(words: int) -> int:
    """Returns the number of entities to keep: 30 for nine minutes, 77 for an hour, 140 at most. It grows with the
    square root of the length, because a longer talk says more about the same things."""
    return max(12, min(140, round(10 * sqrt(words / _WORDS_A_MINUTE))))


def map_room(words: int, voices: int) -> int:
    """Returns the number of entities to keep besides these speakers, who are all kept."""
    return max(0, map_size(words) - voices) + _MORE
