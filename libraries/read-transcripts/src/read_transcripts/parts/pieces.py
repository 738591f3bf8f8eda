"""Cuts long turns into pieces for quotes with exact seconds; each piece has its time.

The words do not change: joined by one space (or by nothing in scripts without spaces), the pieces are the turn.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.markup import tidy
from read_transcripts.parts.scripts import QUOTES, SENTENCE_ENDS, count_words, word_ends
from read_transcripts.parts.speakers import label_of
from read_transcripts.parts.spoken import TimedLines
from read_transcripts.parts.timing import clock
from read_transcripts.transcript import Word

LONGEST = 60
"""Words of a piece at most."""
_SHORTEST = 12
_BREATHS = (",", ";", ":", "–", "—", "、", "，", "；", "،")
_LONG_TEXT, _LONGEST_TEXT = 2_000, 50_000
"""Characters from which on a cue is cut (sixty words have a fifth of that), and that a piece may have after it: the parser takes a
million at once."""
_REACH = 60
"""Characters within which the next word must be found: a text that differs from its words is searched no further."""


def cut(text: str) -> list[str]:
    """Pieces of a tidy text, none of more than `LONGEST` words, cut at ends of sentences where there are any."""
    if count_words(text) <= LONGEST:
        return [text]
    ends, weights = zip(*word_ends(text), strict=True)
    counts = list(accumulate(weights, initial=0))  # words in front of each
    pieces: list[str] = []
    at = begin = 0
    while counts[-1] - counts[at] > LONGEST:
        until = max(at + 1, bisect_right(counts, counts[at] + LONGEST) - 1)
        shortest = bisect_right(counts, counts[at] + _SHORTEST)
        heads = [text[begin : ends[place - 1]] for place in range(until, shortest - 1, -1)]
        head = _best(heads, SENTENCE_ENDS) or _best(heads, _BREATHS) or text[begin : ends[until - 1]]
        pieces.append(head.strip())
        begin += len(head)
        at = bisect_left(ends, begin) + 1
    pieces.append(text[begin:].strip())
    return pieces


def _best(heads: Sequence[str], ends: tuple[str, ...]) -> str | None:
    return next((head for head in heads if head.rstrip(QUOTES).endswith(ends)), None)


def goes_on(text: str) -> bool:
    """Whether words break off in mid-sentence."""
    return bool(text.strip()) and not text.strip().rstrip(QUOTES).endswith(SENTENCE_ENDS)


def spread(item: TimedLines) -> list[TimedLines]:
    """A turn in pieces, time passing evenly by words."""
    pieces = cut(item.text)
    total = sum(map(count_words, pieces))
    spoken: list[TimedLines] = []
    said = 0
    for piece in pieces:
        start = item.start + (item.end - item.start) * said / total
        said += count_words(piece)
        end = item.start + (item.end - item.start) * said / total
        spoken.append(TimedLines(round(start, 3), round(end, 3), (piece,), item.speaker))
    return spoken


def in_bounds(spoken: Sequence[TimedLines], file: Path) -> list[TimedLines]:
    """The words with whatever is too long for a segment in pieces: a file may have a whole talk in one cue.

    Raises:
        TranscriptError: something without spaces is longer than words are.
    """
    bounded: list[TimedLines] = []
    for item in spoken:
        if len(item.text) <= _LONG_TEXT:
            bounded.append(item)
            continue
        first, *more = spread(replace(item, lines=(tidy(item.text),)))
        pieces = [replace(first, change=item.change), *more]
        longest = max(len(piece.text) for piece in pieces)
        if longest > _LONGEST_TEXT:
            raise TranscriptError(
                file,
                f"holds {longest:,} characters without the end of a word at {clock(item.start)}, which nobody said: "
                "it may be the data of a picture or a key; take that out",
            )
        bounded += pieces
    return bounded


def by_words(
    start: float, end: float, text: str, speaker: str | None, words: Sequence[Word]
) -> list[TimedLines]:
    """A turn in pieces, cut where it is long or another speaker begins; times are those of the words."""
    text = tidy(text)
    if not text:
        return []
    marks = list(_located(text, words))
    places = [place for place, _ in marks]
    spoken: list[TimedLines] = []
    for begin, stop, voice in _stretches(text, marks, speaker):
        at = begin
        for piece in cut(text[begin:stop].strip()):
            at = text.index(piece, at)
            inside = [
                word for _, word in marks[bisect_left(places, at) : bisect_left(places, at + len(piece))]
            ]
            first = next((word.start for word in inside if word.start is not None), None)
            last = next((word.end for word in reversed(inside) if word.end is not None), None)
            before = spoken[-1] if spoken else None
            opens = start if before is None else before.end if first is None else first
            opens = max(opens, start if before is None else before.start)
            spoken.append(
                TimedLines(
                    opens,
                    max(opens, end if last is None else last),
                    (piece,),
                    label_of(voice or ""),
                    words=tuple(inside),
                )
            )
            at += len(piece)
    if spoken[-1].end < end:
        spoken[-1] = replace(spoken[-1], end=end)
    return spoken


def _located(text: str, words: Sequence[Word]) -> Iterator[tuple[int, Word]]:
    """The words with their places in the text; those that are not to be found are left out."""
    at = 0
    for word in words:
        bare = tidy(word.text)
        found = text.find(bare, at, at + len(bare) + _REACH) if bare else -1
        if found >= 0:
            yield found, word
            at = found + len(bare)


def _stretches(
    text: str, marks: Sequence[tuple[int, Word]], speaker: str | None
) -> Iterator[tuple[int, int, str | None]]:
    """Where each speaker's part of a text begins and ends."""
    begin = 0
    voice = next((word.speaker for _, word in marks if word.speaker is not None), speaker)
    for place, word in marks:
        if word.speaker is not None and word.speaker != voice:
            if text[begin:place].strip():
                yield begin, place, voice
            begin, voice = place, word.speaker
    yield begin, len(text), voice
