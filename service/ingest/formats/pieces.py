"""Long turns cut into pieces that a quote and a second can point at; each piece knows when it is said.

The words stay as they are: joined by one space, the pieces of a turn are the turn.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.ingest.formats.markup import tidy
from service.ingest.formats.speakers import label_of
from service.ingest.formats.spoken import Spoken

LONGEST = 60
"""Words of a piece at most."""
_SHORTEST = 12
_SENTENCE_ENDS = (".", "?", "!", "…", "。", "？", "！")
_BREATHS = (",", ";", ":", "–", "—", "、")
_QUOTES = "\"'”’)]»"
_REACH = 60
"""Characters within which the next word must be found: a text that differs from its words is searched no further."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its time, where it has one (numbers often have none)."""

    text: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None


def cut(text: str) -> list[str]:
    """Pieces of a tidy text, none of more than `LONGEST` words, cut at ends of sentences where there are any."""
    words = text.split(" ")
    pieces: list[str] = []
    at = 0
    while len(words) - at > LONGEST:
        until = _best(words, at, _SENTENCE_ENDS) or _best(words, at, _BREATHS) or at + LONGEST
        pieces.append(" ".join(words[at:until]))
        at = until
    pieces.append(" ".join(words[at:]))
    return pieces


def _best(words: Sequence[str], at: int, ends: tuple[str, ...]) -> int | None:
    candidates = range(at + LONGEST, at + _SHORTEST, -1)
    return next((until for until in candidates if words[until - 1].rstrip(_QUOTES).endswith(ends)), None)


def goes_on(text: str) -> bool:
    """Whether words break off in mid-sentence."""
    return bool(text.strip()) and not text.strip().rstrip(_QUOTES).endswith(_SENTENCE_ENDS)


def spread(item: Spoken) -> list[Spoken]:
    """A turn in pieces, time passing evenly by words."""
    pieces = cut(item.text)
    total = sum(map(_count, pieces))
    spoken: list[Spoken] = []
    said = 0
    for piece in pieces:
        start = item.start + (item.end - item.start) * said / total
        said += _count(piece)
        end = item.start + (item.end - item.start) * said / total
        spoken.append(Spoken(round(start, 3), round(end, 3), (piece,), item.speaker))
    return spoken


def _count(text: str) -> int:
    return text.count(" ") + 1


def by_words(start: float, end: float, text: str, speaker: str | None, words: Sequence[Word]) -> list[Spoken]:
    """A turn in pieces, cut where it is long or another speaker begins; times are those of the words."""
    text = tidy(text)
    if not text:
        return []
    marks = list(_located(text, words))
    places = [place for place, _ in marks]
    spoken: list[Spoken] = []
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
                Spoken(opens, max(opens, end if last is None else last), (piece,), label_of(voice or ""))
            )
            at += len(piece)
    if spoken[-1].end < end:
        last_piece = spoken[-1]
        spoken[-1] = Spoken(last_piece.start, end, last_piece.lines, last_piece.speaker)
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
