"""What a reader finds, between the file's own shape and `Transcript`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from read_transcripts.parts.cues import Cue
from read_transcripts.parts.markup import bare_lines
from read_transcripts.transcript import Change, Segment, Word


@dataclass(frozen=True, slots=True)
class TimedLines:
    """Words on screen or in a list from `start` to `end`, in lines without markup."""

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str | None = None
    change: bool = False
    """Another voice than before begins, which nobody names."""
    words: tuple[Word, ...] = ()
    """Those of `lines` that have times of their own."""

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class RawTranscript:
    """One file's words and metadata, and what was altered."""

    spoken: list[TimedLines]
    language: str | None = None
    title: str | None = None
    changes: tuple[Change, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What is known of the talk, as `Transcript.metadata`."""


def bare_cues(cues: Iterable[Cue]) -> list[TimedLines]:
    """Cues without markup, nobody speaking yet."""
    return [TimedLines(cue.start, cue.end, bare_lines(cue.payload)) for cue in cues]


def segments_of(spoken: Iterable[TimedLines]) -> tuple[Segment, ...]:
    """Segments; what has no words is left out."""
    return tuple(
        Segment(round(item.start, 3), round(item.end, 3), item.text, item.speaker, item.words, item.change)
        for item in spoken
        if item.text
    )
