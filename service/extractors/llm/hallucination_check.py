"""Checks a model's own sentences for numbers and names that the talk does not contain."""

import re
from collections.abc import Iterator, Mapping, Sequence

from service.domain.document import Transcript
from service.extractors.common.word_tables import read_casing, read_known_names, read_words
from service.extractors.llm.quote_location import WordIndex, split_words

_NEAR = 2
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
            near |= self._words.words_of(max(0, first - _NEAR), min(self._last, last + _NEAR))
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
