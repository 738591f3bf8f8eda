"""What every extractor is to its callers: Transcript in, checked VideoDocument out."""

from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from service.ingest.document import Transcript, VideoDocument


@dataclass(frozen=True)
class Extraction:
    """What an extractor found. `dropped` counts by reason what was found and not kept; `notes` say what it took for granted
    that the file does not say."""

    document: VideoDocument
    dropped: Counter[str]
    notes: tuple[str, ...] = ()


class Extractor(Protocol):
    """A way to read a talk. The same transcript and version give the same document, byte for byte."""

    def __call__(self, transcript: Transcript, /) -> Extraction: ...
