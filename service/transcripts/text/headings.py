"""Names beside a time or on their own lines, if the text does this regularly."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from service.transcripts.parts.marks import MarkedLine
from service.transcripts.parts.markup import tidy
from service.transcripts.parts.speakers import name_of, name_speakers
from service.transcripts.parts.spoken import TimedLines

_BOX = re.compile(r"\[(?P<name>[^\[\]]{1,60})\]\s*[:–—-]?\s+(?P<words>\S.*)")
_FEWEST_BOXED = 2


def name_at_times(lines: Sequence[MarkedLine]) -> list[MarkedLine]:
    """Returns the lines with speakers that are named beside a time."""
    return _before_times(_behind_times(_boxed(list(lines))))


def name_in_words(lines: Sequence[MarkedLine]) -> list[MarkedLine]:
    """Returns the lines with speakers that are named above or before their words ("Ann: Good morning"), unless some
    lines have one already."""
    named = list(lines)
    if all(line.speaker is None for line in named):
        named = _alone(named)
    return named if any(line.speaker is not None for line in named) else _before_words(named)


def _boxed(lines: list[MarkedLine]) -> list[MarkedLine]:
    """`[00:01:10] [Ann Lee] words`, where most lines with a time have it; `[Music]` comes alone, or is the only name."""
    marked = [at for at, line in enumerate(lines) if line.start is not None and not line.inside]
    boxed = {at: match for at in marked if (match := _BOX.fullmatch(lines[at].words))}
    names = {at: name for at, match in boxed.items() if (name := name_of(f"[{match['name']}]"))}
    if len(names) < _FEWEST_BOXED or len(names) * 2 <= len(marked):
        return lines
    if len({*names.values()}) == 1 and all(" " not in name for name in names.values()):
        return lines
    return [
        replace(line, words=boxed[at]["words"], speaker=names[at])
        if at in names and line.speaker is None
        else line
        for at, line in enumerate(lines)
    ]


def _behind_times(lines: list[MarkedLine]) -> list[MarkedLine]:
    """`00:01:10 Ann Lee`, and the words below."""
    alone = [line for line in lines if line.start is not None and line.speaker is None]
    names = {line.number: name for line in alone if line.words and (name := name_of(line.words))}
    bare = {line.number for line in lines if line.start is None}
    followed = sum(number + 1 in bare or number + 2 in bare for number in names)
    if len(names) * 2 <= len(alone) or followed * 2 <= len(names):
        return lines
    return [
        replace(line, words="", speaker=names[line.number])
        if line.number in names and line.start is not None
        else line
        for line in lines
    ]


def _before_times(lines: list[MarkedLine]) -> list[MarkedLine]:
    """`Ann Lee [00:01:10] words`, and a name on the line in front of its time."""
    names: dict[int, str] = {}
    for at, (line, after) in enumerate(pairwise(lines)):
        free = (
            line.start is None and line.speaker is None and after.start is not None and after.speaker is None
        )
        if free and line.words and (name := name_of(line.words.removesuffix(":"))):
            names[at] = name
    for at in list(names):
        if not lines[at + 1].words and (at + 2 in names or _has_no_words(lines, at + 2)):
            del names[at]  # a line of words between two times
    marks = sum(line.start is not None for line in lines)
    if len(names) < 2 or len(names) * 2 <= marks or not _again_and_again(names.values()):
        return lines
    speakers = {at + 1: name for at, name in names.items()}
    return [
        replace(line, speaker=speakers.get(at, line.speaker))
        for at, line in enumerate(lines)
        if at not in names
    ]


def _has_no_words(lines: Sequence[MarkedLine], at: int) -> bool:
    return at >= len(lines) or lines[at].start is not None


def _alone(lines: list[MarkedLine]) -> list[MarkedLine]:
    """Finds names above the words, each after a blank line."""
    names: dict[int, str] = {}
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        apart = before is None or before.number < line.number - 1 or before.start is not None
        if apart and line.start is None and line.words and (name := name_of(line.words)):
            names[at] = name
    for at in sorted(names, reverse=True):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if (
            after is None
            or after.start is not None
            or at + 1 in names
            or len(after.words) <= len(names[at]) // 2
        ):
            del names[at]
    if len(names) < 3 or not _again_and_again(names.values()):
        return lines
    return [
        replace(line, words="", speaker=names[at]) if at in names else line for at, line in enumerate(lines)
    ]


def _again_and_again(names: Iterable[str]) -> bool:
    """Whether names come back, as those of speakers do and headings do not."""
    counts = Counter(names)
    return 3 * len(counts) <= 2 * counts.total() or (counts.total() == 2 and len(counts) == 2)


def _before_words(lines: Sequence[MarkedLine]) -> list[MarkedLine]:
    filled = [line for line in lines if line.words]
    spoken = name_speakers([TimedLines(at, at, (tidy(line.words),)) for at, line in enumerate(filled)])
    if all(item.speaker is None for item in spoken):
        return list(lines)
    at_turn: dict[int, TimedLines] = {}
    for item in spoken:
        before = at_turn.get(int(item.start))  # of a line that a mark of changes broke
        at_turn[int(item.start)] = replace(before, lines=before.lines + item.lines) if before else item
    named: list[MarkedLine] = []
    place = 0
    pending: MarkedLine | None = None
    for line in lines:
        if not line.words:
            named.append(line)
            continue
        item = at_turn.get(place)
        place += 1
        if item is None:
            pending = line  # a name with its words on the next line
            continue
        moment = line.start if line.start is not None or pending is None else pending.start
        named.append(replace(line, words=item.text, speaker=item.speaker, start=moment))
        pending = None
    return named
