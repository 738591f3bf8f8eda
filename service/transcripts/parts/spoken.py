"""What a reader finds, between the file's own shape and `Transcript`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.domain.document import SegmentInfo, SpeakerInfo
from service.transcripts.parts.cues import Cue
from service.transcripts.parts.markup import bare_lines


@dataclass(frozen=True, slots=True)
class TimedLines:
    """Words on screen or in a list from `start` to `end`, in lines without markup."""

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str | None = None
    change: bool = False
    """Another voice than before begins, which nobody names."""

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class RawTranscript:
    """One file's words and metadata. `notes` are for the user who imports it."""

    spoken: list[TimedLines]
    language: str | None = None
    title: str | None = None
    notes: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """By the names of a sidecar; one that cannot be used counts as missing."""


def bare_cues(cues: Iterable[Cue]) -> list[TimedLines]:
    """Cues without markup, nobody speaking yet."""
    return [TimedLines(cue.start, cue.end, bare_lines(cue.payload)) for cue in cues]


def changes_in(spoken: Iterable[TimedLines]) -> list[int]:
    """The indexes of the segments at which the voice changes."""
    return [index for index, item in enumerate(item for item in spoken if item.text) if item.change]


def speakers_and_segments(
    spoken: Iterable[TimedLines],
) -> tuple[tuple[SpeakerInfo, ...], tuple[SegmentInfo, ...]]:
    """Voices in the order in which they are first heard, and segments; what has no words is left out."""
    segments = tuple(
        SegmentInfo(text=item.text, start_seconds=item.start, end_seconds=item.end, speaker=item.speaker)
        for item in spoken
        if item.text
    )
    labels = dict.fromkeys(segment.speaker for segment in segments if segment.speaker is not None)
    return tuple(SpeakerInfo(label=label) for label in labels), segments
