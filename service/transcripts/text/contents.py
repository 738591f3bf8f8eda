"""Chapter titles in a text, which nobody said: a list with times above the text, or single titles within it."""

from collections.abc import Sequence
from itertools import pairwise

from service.transcripts.parts.frames import may_be_title
from service.transcripts.parts.marks import MarkedLine
from service.transcripts.parts.scripts import QUOTES, SENTENCE_ENDS, count_words

_LONGEST = 12
"""Words of a chapter's name."""
_FEWEST = 2
"""Entries of a list."""
_HEAD = 3
"""Lines above a list; with more of them it is a page, whose first line is no title."""
_RARE = 3
"""One in as many captions, at most, has a chapter's name below it."""


def without_contents(lines: Sequence[MarkedLine]) -> tuple[str | None, list[MarkedLine]]:
    """The title above a list of chapters (`0:00 Welcome`, `12:30 Why graphs`), and the lines below it: where times begin
    again, and there are more of them."""
    marked = [(at, line.start) for at, line in enumerate(lines) if line.start is not None]
    again = next((n for n in range(1, len(marked)) if marked[n][1] < marked[n - 1][1]), 0)
    if again < _FEWEST or len(marked) - again <= again or marked[again][1] > marked[1][1]:
        return None, list(lines)
    begins = [at for at, _ in marked[: again + 1]]
    said = [sum(count_words(line.words) for line in lines[a:b]) for a, b in pairwise(begins[:-1])]
    if any(count > _LONGEST for count in said) or count_words(lines[begins[-2]].words) > _LONGEST:
        return None, list(lines)
    if any(count_words(line.words) > _LONGEST for line in lines[begins[-2] : begins[-1]]):
        return None, list(lines)
    head = [line.words.lstrip("# ") for line in lines[: begins[0]]]
    title = next(filter(may_be_title, head), None) if len(head) <= _HEAD else None
    return title, list(lines[begins[-1] :])


def without_chapters(lines: Sequence[MarkedLine]) -> tuple[list[MarkedLine], int]:
    """The lines without names of chapters between captions, and how many those were.

    As YouTube's panel is copied: a name on top, then times on lines of their own with one line of words each, and below
    some of those the name of the next chapter.
    """
    times = [at for at, line in enumerate(lines) if line.start is not None]
    if len(times) < 3 or times[0] != 1 or any(lines[at].words or lines[at].speaker for at in times):
        return list(lines), 0
    if any(line.speaker is not None for line in lines) or not _may_be_name(lines[0].words):
        return list(lines), 0
    names = [0]
    for begin, end in zip(times, [*times[1:], len(lines)], strict=True):
        if end - begin == 3 and end < len(lines) and _may_be_name(lines[begin + 2].words):
            names.append(begin + 2)
        elif end - begin != 2:
            return list(lines), 0
    if (len(names) - 1) * _RARE > len(times):
        return list(lines), 0
    return [line for at, line in enumerate(lines) if at not in names], len(names)


def _may_be_name(words: str) -> bool:
    bare = words.strip().rstrip(QUOTES)
    return (
        0 < count_words(bare) <= _LONGEST
        and not bare[:1].islower()
        and not bare.endswith((*SENTENCE_ENDS, ",", ":"))
    )
