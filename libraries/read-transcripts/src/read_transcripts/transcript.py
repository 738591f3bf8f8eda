"""What reading a file gives: a `Transcript`. Times are seconds from the start of the recording."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from read_transcripts.parts.dates import read_day
from read_transcripts.parts.scripts import glue


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the file writes it, with its time where the file has one (numbers often have none)."""

    text: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that were said from `start` to `end`: a cue, or a piece of a turn of at most some sixty words.

    Attributes:
        speaker: name or label; None where the file does not say.
        words: with single times, where the file has such.
        speaker_changes: the file marks that another person begins here, without a name.
    """

    start: float
    end: float
    text: str
    speaker: str | None = None
    words: tuple[Word, ...] = ()
    speaker_changes: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """`end` is None for the last one, which lasts to the end of the talk."""

    start: float
    end: float | None
    title: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to the file's words or times on the way.

    Attributes:
        what: in words for people, such as "headings between the words are left out".
        line: of the file, from 1; None if it concerns many or none.
        words: those that are left out of the segments, if it is about them.
    """

    what: str
    line: int | None = None
    words: str = ""

    def __str__(self) -> str:
        place = "" if self.line is None else f"line {self.line}: "
        return f"{place}{self.what}: {self.words!r}" if self.words else f"{place}{self.what}"


def summarize(changes: Collection[Change]) -> tuple[str, ...]:
    """Returns a line for each kind of change, with the number of places where there are any."""
    counts = Counter(change.what for change in changes if change.line is not None)
    return tuple(
        f"{what}: {counts[what]}" if what in counts else what
        for what in dict.fromkeys(change.what for change in changes)
    )


@dataclass(frozen=True)
class Transcript:
    """A talk's words, in the order of their starts.

    Attributes:
        format: which reader read it, such as `webvtt`.
        language: a tag of BCP 47, by the file, its name, or what lies beside it; None where these do not say.
        chapters: from the files beside it; they begin with the first mark.
        metadata: what else the file says of the talk, unchecked: `description`, `url`, `published_on`, `channel` (a name, or an object
            with `name` and `url`), `thumbnail_url`, `media`, `duration`.
        changes: what was altered on the way. Markup, line breaks and names that became `speaker` are none.
    """

    segments: tuple[Segment, ...]
    title: str | None = None
    language: str | None = None
    chapters: tuple[Chapter, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict[str, Any])
    changes: tuple[Change, ...] = ()
    format: str = ""

    @property
    def speakers(self) -> tuple[str, ...]:
        """In the order in which they are first heard."""
        return tuple(dict.fromkeys(one.speaker for one in self.segments if one.speaker is not None))

    @property
    def published_on(self) -> date | None:
        said = self.metadata.get("published_on")
        return said if isinstance(said, date) else read_day(said) if isinstance(said, str) else None

    @property
    def end(self) -> float:
        """When its last words end."""
        return max((one.end for one in self.segments), default=0.0)

    def turns(self) -> Iterator[Segment]:
        """Segments joined while one person goes on; a pause does not end a turn, an unnamed change of speakers does."""
        turn: Segment | None = None
        for one in self.segments:
            if turn is not None and one.speaker == turn.speaker and not one.speaker_changes:
                text = turn.text + glue(turn.text, one.text) + one.text
                words = (*turn.words, *one.words)
                turn = Segment(
                    turn.start, max(turn.end, one.end), text, turn.speaker, words, turn.speaker_changes
                )
                continue
            if turn is not None:
                yield turn
            turn = one
        if turn is not None:
            yield turn
