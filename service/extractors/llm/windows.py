"""Divides a transcript into numbered lines and windows that fit into one request."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from service.domain.document import SegmentInfo

_LINE = 30
"""Segments of one speaker are joined to a line of up to so many words: captions have five words a segment."""


@dataclass(frozen=True)
class Line:
    """Consecutive segments of one speaker, `first` to `last`, with a number that is counted through the talk from 1."""

    number: int
    first: int
    last: int
    speaker: str | None
    text: str
    is_change: bool = False
    """The source marks that another speaker begins here, without a name."""


@dataclass(frozen=True)
class Window:
    """Consecutive lines."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> int:
        """Index of the first segment."""
        return self.lines[0].first

    @property
    def last(self) -> int:
        """Index of the last segment."""
        return self.lines[-1].last

    def halves(self) -> tuple["Window", ...]:
        """Returns two windows of about equal size; nothing for a window of one line."""
        middle = len(self.lines) // 2
        return (Window(self.lines[:middle]), Window(self.lines[middle:])) if middle else ()

    def written(self) -> str:
        """Returns the lines as a model reads them, with the speaker's label where the speaker changes, or `>>` if it is unknown."""
        before: str | None = None
        rows: list[str] = []
        for line in self.lines:
            voice = f"{line.speaker}: " if line.speaker is not None and line.speaker != before else ""
            mark = ">> " if line.is_change and not voice else ""
            rows.append(f"[{line.number}] {mark}{voice}{line.text}")
            before = line.speaker
        return "\n".join(rows)


def number_lines(segments: Sequence[SegmentInfo], changes: Collection[int] = ()) -> list[Line]:
    """All segments, in lines: short ones of one voice together. `changes`: segments with which another voice begins that is not named."""
    groups: list[tuple[int, int, int]] = []
    for index, segment in enumerate(segments):
        words = len(segment.text.split())
        if groups:
            first, last, count = groups[-1]
            same = segments[last].speaker == segment.speaker and index not in changes
            if same and count + words <= _LINE:
                groups[-1] = first, index, count + words
                continue
        groups.append((index, index, words))
    return [
        Line(
            number,
            first,
            last,
            segments[first].speaker,
            " ".join(segment.text for segment in segments[first : last + 1]),
            first in changes,
        )
        for number, (first, last, _) in enumerate(groups, 1)
    ]


def cut_windows(lines: Sequence[Line], words: int) -> Iterator[Window]:
    """Returns windows of about equal size, with about this number of words or fewer; a line stays in one piece."""
    counts = [len(line.text.split()) for line in lines]
    windows = max(1, -(-sum(counts) // words))
    size = sum(counts) / windows
    taken: list[Line] = []
    spoken, cut = 0, 1
    for line, count in zip(lines, counts, strict=True):
        # by the words from the start on: what one window has too many or too few is not made up for by the last
        if taken and spoken + count / 2 > size * cut:
            yield Window(tuple(taken))
            taken, cut = [], max(cut + 1, int(spoken / size) + 1)
        taken.append(line)
        spoken += count
    if taken:
        yield Window(tuple(taken))
