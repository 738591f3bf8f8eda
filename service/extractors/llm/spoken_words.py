"""What the words of a talk bear out: a model's quotes, by their words alone, and the numbers and names of its own sentences.

Models correct what they copy: capitals, commas, a missing apostrophe. The words and their order must be those of the
transcript; the transcript's own text is stored. Quotes of people are compared by `service/domain/quote_alignment.py`, which accepts
other words and says how they differ: that must not happen to evidence.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from service.domain.document import SegmentInfo, Transcript
from service.domain.quotes import Quote
from service.extractors.common.word_tables import read_casing, read_known_names, read_words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEAR = 12
"""Segments before and behind the one that was named in which a quote is looked for first."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟]")
_TAG = re.compile(r",\s*(?:right|correct|isn['’]t it|aren['’]t they)\s*$", re.IGNORECASE)
"""What makes a question of a statement."""
_REACH = 300
"""Characters behind a quote within which its sentence ends."""
_LONGEST = 80
"""Words from which on a quote shows nothing any more."""


class WordIndex:
    """The words of a transcript in order, without case and signs."""

    def __init__(self, segments: Sequence[SegmentInfo]) -> None:
        self.segments = segments
        self.words: list[str] = []
        self._places: list[tuple[int, int, int]] = []
        self._begin: list[int] = []
        """Of each segment, the number of its first word."""
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        """Of each word, its numbers."""
        for index, segment in enumerate(segments):
            self._begin.append(len(self.words))
            for match in _WORD.finditer(segment.text):
                word = _plain(match[0])
                self._at[word].append(len(self.words))
                self.words.append(word)
                self._places.append((index, match.start(), match.end()))

    def find(self, quote: str, first: int, last: int) -> Quote | None:
        """Returns the quote nearest to segments `first` to `last`; None if its words are not nearby in this order,
        and not exactly once in the whole talk."""
        wanted = split_words(quote)
        if not 1 < len(wanted) <= _LONGEST:
            return None
        near = self._search(wanted, max(0, first - _NEAR), min(len(self.segments) - 1, last + _NEAR))
        if near:
            inside = [at for at in near if first <= self._places[at][0] <= last]
            return self._place((inside or near)[0], len(wanted), quote)
        everywhere = self._search(wanted, 0, len(self.segments) - 1)
        return self._place(everywhere[0], len(wanted), quote) if len(everywhere) == 1 else None

    def _search(self, wanted: list[str], first: int, last: int) -> list[int]:
        """Numbers of the words at which these words begin, in those segments."""
        start, stop = self._begin[first], self._end(last)
        offset, rarest = min(enumerate(wanted), key=lambda place: len(self._at.get(place[1], ())))
        places = self._at.get(rarest, [])
        inside = places[bisect_left(places, start + offset) : bisect_left(places, stop)]
        begins = (at - offset for at in inside)
        return [
            at for at in begins if at + len(wanted) <= stop and self.words[at : at + len(wanted)] == wanted
        ]

    def _end(self, segment: int) -> int:
        """The number of the word behind the last one of a segment."""
        return self._begin[segment + 1] if segment + 1 < len(self._begin) else len(self.words)

    def _place(self, at: int, count: int, quote: str) -> Quote:
        first, start, _ = self._places[at]
        last, _, end = self._places[at + count - 1]
        if quote.rstrip().endswith((".", "!", "?")) and self.segments[last].text[end : end + 1] in tuple(
            ".!?"
        ):
            end += 1
        return Quote(first, last, start, end)

    def words_of(self, first: int, last: int) -> set[str]:
        """The words of segments `first` to `last`, both within bounds."""
        return set(self.words[self._begin[first] : self._end(last)])

    def is_asked(self, quote: Quote) -> bool:
        """Whether the sentence in which a quote ends is a question; with no more than a ", right?" it is none."""
        text, index = self.segments[quote.last].text, quote.last
        while len(text) < quote.end + _REACH and index + 1 < len(self.segments):
            index += 1
            text += " " + self.segments[index].text
        found = _SENTENCE_END.search(text, max(0, quote.end - 1), quote.end + _REACH)
        return found is not None and found[0] in "?？؟" and not _TAG.search(text[: found.start()])


def split_words(text: str) -> list[str]:
    """The words of a text, without case and signs."""
    return [_plain(match[0]) for match in _WORD.finditer(text)]


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


_BESIDE = 2
"""A number of a sentence may be in its own segments or this many beside them."""
_NUMBER = re.compile(r"\b\w*\d(?:[\w.,]*\w)?")
_NAME = re.compile(
    r"(?P<first>(?:^|[.!?…:]\s+)[\"“‘'(]*)?(?<!\w)(?P<name>[^\W\d_](?:[\w.+#-]|['’](?=\w))*[\w+#])"
)
"""A word, and whether a sentence begins with it: there every word has a capital."""
_NOUNS_LARGE = ("de", "lb")
"""Languages in which every noun has a capital: in their texts only numbers are checked."""
_MOSTLY = 0.5
"""A word at the start of a sentence counts as a name if at least this share of its other places has a capital."""


class Witness:
    """The words that are said in a talk or written about it. `voices`: names of the speakers."""

    def __init__(self, transcript: Transcript, words: WordIndex, voices: Mapping[str, str]) -> None:
        video = transcript.video
        self._words = words
        self._last = len(transcript.segments) - 1
        self._large_nouns = (video.language or "").lower().startswith(_NOUNS_LARGE)
        labels = [part for s in transcript.speakers for part in (s.label, voices.get(s.label, ""))]
        about = " ".join([video.title, video.description or "", *labels])
        self._everything = words.words_of(0, self._last) | set(split_words(about))

    def bears_out(self, text: str, segments: Sequence[int]) -> bool:
        """Returns whether each number is in these segments or nearby, and each name anywhere in the talk or its
        metadata: the person of a "he" may have been named long before."""
        near: set[str] = set()
        for first, last in _runs(segments):
            near |= self._words.words_of(max(0, first - _BESIDE), min(self._last, last + _BESIDE))
        names = [] if self._large_nouns else list(_names(text))
        return all(set(split_words(number)) <= near for number in _NUMBER.findall(text)) and all(
            set(words) <= self._everything or {word.removesuffix("'s") for word in words} <= self._everything
            for words in map(split_words, names)
        )


def _runs(segments: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yields the first and the last of each run of consecutive segments."""
    first = before = segments[0]
    for segment in segments[1:]:
        if segment != before + 1:
            yield first, before
            first = segment
        before = segment
    yield first, before


def _names(text: str) -> Iterator[str]:
    for match in _NAME.finditer(text):
        word = match["name"]
        if word[0].isupper() and (match["first"] is None or _is_name_first(word)):
            yield word


def _is_name_first(word: str) -> bool:
    """Returns whether the first word of a sentence is a known name, or is written like one elsewhere."""
    _, share = read_casing().get(word.lower(), ("", 0.0))
    known = word in read_words().first_names or word in read_known_names().kinds
    return known or share >= _MOSTLY or any(letter.isupper() for letter in word[1:])
