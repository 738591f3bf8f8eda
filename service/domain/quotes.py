"""Finds a quote in a transcript and the words around it, who says which of its words, whether words name somebody, and the addresses of
quotes that last."""

import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Self
from urllib.parse import parse_qs, urlencode, urlsplit

from service.domain.document import EvidenceInfo, SegmentInfo
from service.errors import InvalidInput

_SENTENCE_BREAK = re.compile(r"(?<=[.!?…。？！])[\"'”’)\]]*\s+")
_YOU = re.compile(r"\byou(?:rs?|rself|rselves)?\b", re.IGNORECASE)
_REACH = 600
"""The sentence next to a quote is searched within this number of characters on either side."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote's place: from `start` in the text of segment `first` up to `end` in that of segment `last`."""

    first: int
    last: int
    start: int
    end: int


def locate_quote(segments: Sequence[SegmentInfo], evidence: EvidenceInfo) -> Quote | None:
    """Returns the place of the verbatim quote: at `startOffset` of its segment, or where it first begins in it.

    It may continue in the next segments, joined by one space each. None if it is not there.
    """
    quote, first = evidence.quote, evidence.segment
    if first >= len(segments):
        return None
    text = segments[first].text
    reach = (len(text) if evidence.start_offset is None else evidence.start_offset) + len(quote)
    ends = [len(text)]
    joined = text
    while len(joined) < reach and first + len(ends) < len(segments):
        joined += " " + segments[first + len(ends)].text
        ends.append(len(joined))
    if evidence.start_offset is None:
        start = joined.find(quote)
    else:
        start = evidence.start_offset if joined.startswith(quote, evidence.start_offset) else -1
    if not 0 <= start < len(text):
        return None
    end = start + len(quote)
    place = next(place for place, stop in enumerate(ends) if end <= stop)
    return Quote(first, first + place, start, end - (ends[place - 1] + 1 if place else 0))


def find_quotes(segments: Sequence[SegmentInfo], words: str) -> Iterator[Quote]:
    """Yields each place where the words occur verbatim, in one segment or in consecutive ones joined by one space."""
    starts: list[int] = []
    length = 0
    for segment in segments:
        starts.append(length)
        length += len(segment.text) + 1
    text = " ".join(segment.text for segment in segments)
    at = text.find(words)
    while at >= 0:
        first, last = (bisect_right(starts, place) - 1 for place in (at, at + len(words) - 1))
        yield Quote(first, last, at - starts[first], at + len(words) - starts[last])
        at = text.find(words, at + 1)


class Repeats:
    """Counts how often the words of a quote were said before."""

    def __init__(self, segments: Sequence[SegmentInfo]) -> None:
        self._text = " ".join(segment.text for segment in segments)
        self._starts = [0, *accumulate(len(segment.text) + 1 for segment in segments)]

    def before(self, words: str, first: int, start: int) -> int:
        """
        Args:
            first, start: segment and offset at which the quote begins.
        """
        return self._text.count(words, 0, self._starts[first] + start)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Returns where each sentence of a text begins and ends, without the space between them; one sentence if there is no full stop."""
    start = 0
    for pause in _SENTENCE_BREAK.finditer(text):
        yield start, pause.start()
        start = pause.end()
    if start < len(text):
        yield start, len(text)


def quoted_words(segments: Sequence[SegmentInfo], quote: Quote) -> str:
    """Returns the words there, verbatim, with segments joined by one space each."""
    texts = [segment.text for segment in segments[quote.first : quote.last + 1]]
    texts[-1] = texts[-1][: quote.end]
    return " ".join(texts)[quote.start :]


@dataclass(frozen=True, slots=True)
class QuotedSegment:
    """A segment of a quote. `speaker`, `person`: ids; `name`: of the person, otherwise the source's label."""

    text: str
    start_seconds: float
    speaker: str | None
    person: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class QuoteTurn:
    """What one speaker says of a quote. All but the words and the second are None if the source does not say who speaks."""

    words: str
    start_seconds: float
    speaker: str | None = None
    person: str | None = None
    name: str | None = None

    def __str__(self) -> str:
        return f"{self.name or 'Unknown speaker'}: {self.words}"


def turns_of(quote: str, segments: Sequence[QuotedSegment]) -> tuple[QuoteTurn, ...]:
    """Returns what each speaker says of a quote, in playing order. A person with two labels is one speaker.

    `Evidence.turns` is the same in Cypher.

    Args:
        segments: those of the quote, from its first to its last.
    """
    joined = " ".join(segment.text for segment in segments)
    offset = joined.find(quote, max(0, len(joined) - len(segments[-1].text) - len(quote) + 1))
    turns: list[QuoteTurn] = []
    at = -offset
    for _, group in groupby(segments, key=lambda segment: segment.person or segment.speaker):
        own = list(group)
        end = at + sum(len(segment.text) + 1 for segment in own)
        first = own[0]
        words = quote[max(0, at) : end - 1]
        turns.append(QuoteTurn(words, first.start_seconds, first.speaker, first.person, first.name))
        at = end
    return tuple(turns)


_NOBODY = QuoteTurn("", 0.0)


def who_says_all(turns: Sequence[QuoteTurn]) -> QuoteTurn:
    """Returns the turn of a quote that one speaker says; one without a speaker if several do."""
    return turns[0] if len(turns) == 1 else _NOBODY


def quote_and_neighbours(segments: Sequence[SegmentInfo], quote: Quote) -> str:
    """Returns the quoted words, the rest of their own sentences, and the next sentence on either side.

    In captions without full stops the neighbouring segment stands for the sentence.
    """
    return _before(segments, quote) + quoted_words(segments, quote) + _after(segments, quote)


def _before(segments: Sequence[SegmentInfo], quote: Quote) -> str:
    text, index = segments[quote.first].text[: quote.start], quote.first
    nearest = text
    while index > 0 and len(text) < _REACH and len(_SENTENCE_BREAK.findall(text)) < 2:
        index -= 1
        text = segments[index].text + " " + text
        nearest = text if index == quote.first - 1 else nearest
    breaks = list(_SENTENCE_BREAK.finditer(text))
    if not breaks:
        return nearest
    return text[breaks[-2].end() :] if len(breaks) > 1 else text


def _after(segments: Sequence[SegmentInfo], quote: Quote) -> str:
    # With the quote's last character in front: a full stop there ends a sentence too.
    text, index = segments[quote.last].text[quote.end - 1 :], quote.last
    nearest = text
    while index + 1 < len(segments) and len(text) < _REACH and len(_SENTENCE_BREAK.findall(text)) < 2:
        index += 1
        text += " " + segments[index].text
        nearest = text if index == quote.last + 1 else nearest
    breaks = list(_SENTENCE_BREAK.finditer(text))
    if not breaks:
        return nearest[1:]
    return (text[: breaks[1].start()] if len(breaks) > 1 else text)[1:]


def name_is_said(words: str, names: Collection[str]) -> bool:
    """Returns whether one of `names`, each in its normal form (`normalise_name`), occurs in the words as whole words.

    `C` does not stand in "C++", nor `art` in "start".
    """
    text = _plain(" ".join(unicodedata.normalize("NFKC", words).casefold().split()))
    return any(_stands_in(text, _plain(name)) for name in names if name)


def _plain(text: str) -> str:
    return text.replace("’", "'")


def _stands_in(text: str, name: str) -> bool:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        starts = at == 0 or not (text[at - 1].isalnum() and name[0].isalnum())
        stops = end == len(text) or not (text[end] in "+#" or (text[end].isalnum() and name[-1].isalnum()))
        if starts and stops:
            return True
        at = text.find(name, at + 1)
    return False


def voices_in(segments: Sequence[SegmentInfo], first: int, last: int, words: str) -> set[str]:
    """Returns the labels of the speakers of these segments. If the words contain "you", also those of the nearest other speakers before and after:
    one of them is the person addressed."""
    own = {segments[i].speaker for i in range(first, last + 1)}
    heard = set(own)
    if _YOU.search(words):
        for way in (range(first - 1, -1, -1), range(last + 1, len(segments))):
            others = (segments[i].speaker for i in way)
            heard.add(next((label for label in others if label is not None and label not in own), None))
    return {label for label in heard if label is not None}


PATH = "/quote"
LONGEST_PERMALINK = 20_000
"""Characters of an address. In some scripts each character takes nine."""
_MOST_WORDS = 800
"""Characters of the words in an address; a longer quote is found by its beginning."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What the address of a quote says. `video`: the talk's id without its prefix. `speakers`: names of all who say a part of it."""

    words: str
    video: str
    seconds: int
    speakers: tuple[str, ...] = ()

    @classmethod
    def of(cls, words: str, video: str, seconds: float, names: Iterable[str | None]) -> Self:
        """
        Args:
            video: the talk's id.
            names: of who speaks, in order; a name that comes again counts once.
        """
        speakers = tuple(dict.fromkeys(name for name in names if name))
        return cls(words, video.partition(":")[2], math.floor(seconds), speakers)

    @property
    def path(self) -> str:
        """The address, on any Videograph that has the talk."""
        words = self.words
        if len(words) > _MOST_WORDS:
            words = words[:_MOST_WORDS].rpartition(" ")[0] or words[:_MOST_WORDS]
        values = {"video": self.video, "t": self.seconds, "speaker": self.speakers, "text": words}
        return f"{PATH}?{urlencode(values, doseq=True)}"


def read_permalink(address: str) -> Citation:
    """Returns what an address says, with or without scheme and host.

    Raises:
        InvalidInput: it is no address of a quote.
    """
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    given = {key: values[0] for key, values in asked.items()}
    seconds = given.get("t", "0").removesuffix("s")
    if parts.path.rstrip("/") != PATH or not given.get("text", "").strip() or not given.get("video"):
        raise InvalidInput(
            f"{address!r:.80} is no address of a quote: it has the form {PATH}?video=…&t=…&speaker=…&text=…",
            ("permalink",),
        )
    if not seconds.isdecimal() or len(seconds) > 9:
        raise InvalidInput(f"`t` is {seconds!r:.20}: it must be a number of seconds.", ("permalink",))
    return Citation(given["text"], given["video"], int(seconds), tuple(asked.get("speaker", ())))
