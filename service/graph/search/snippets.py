"""Snippets: the passage of a text that shows why it was found, with its matching words. Pure functions.

Words match as in the indexes: without case and accents, and stemmed by Porter's rules like Lucene's English analyzer.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import cast

# It has no types.
from snowballstemmer import stemmer  # pyright: ignore

from service.domain.text import search_form
from service.graph.search.words import CJK, STOP_WORDS, TOKEN, SearchTerm

type Range = tuple[int, int]

LENGTH = 200
"""Characters of a snippet, without the signs for cuts."""
CUT = "…"
_REACH = 24
"""Number of characters that a cut may move to a word boundary."""
_stem_word = cast("Callable[[str], str]", stemmer("porter").stemWord)  # pyright: ignore


@lru_cache(maxsize=50_000)
def stem(token: str) -> str:
    """Returns the token of the index for a word."""
    plain = re.sub(r"'s?$", "", search_form(token).replace("’", "'"))
    if not re.fullmatch(r"[a-z]{3,}", plain):
        return plain
    return _stem_word(plain)


class Matcher:
    """Finds words of a query in texts. Each word has a number; stop words have none unless there are no others.

    Args:
        begin: a word also matches where it only begins one.
    """

    telling: frozenset[int]
    """Numbers of the significant words; in "who founded FAIR" all except "who"."""

    def __init__(self, words: Iterable[SearchTerm], *, begin: bool = False) -> None:
        self._phrases: list[tuple[int, tuple[str, ...]]] = []
        literals: list[str] = []
        self._begin = begin
        every = tuple(words)
        sought = [word for word in every if not word.is_stop_word] or every
        telling = {number for number, word in enumerate(sought) if not word.is_function_word}
        self.telling = frozenset(telling or range(len(sought)))
        for number, word in enumerate(sought):
            if word.sign is not None or not word.tokens:
                literals.append(re.escape(word.text))
            elif CJK.search(word.text):
                pairs = (
                    [word.text[i : i + 2] for i in range(len(word.text) - 1)] if len(word.text) > 2 else []
                )
                literals.append("|".join(map(re.escape, [word.text, *pairs])))
            else:
                self._phrases.append((number, tuple(stem(token) for token in word.tokens)))
                continue
            literals[-1] = f"(?P<w{number}>{literals[-1]})"
        self._literals = re.compile("|".join(literals), re.IGNORECASE) if literals else None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Yields (start, end, number of the word) by position; ranges may overlap."""
        found: list[tuple[int, int, int]] = []
        if self._literals is not None:
            found += [
                (match.start(), match.end(), int((match.lastgroup or "w0")[1:]))
                for match in self._literals.finditer(text)
                if match.end() > match.start()
            ]
        if self._phrases:
            tokens = [(match.start(), match.end(), match[0]) for match in TOKEN.finditer(text)]
            stems = [stem(token) for _, _, token in tokens]
            for number, phrase in self._phrases:
                if self._begin and len(phrase) == 1:
                    begins = [
                        at
                        for at, (_, _, token) in enumerate(tokens)
                        if search_form(token).startswith(phrase[0])
                    ]
                else:
                    begins = [
                        at for at, one in enumerate(stems) if one == phrase[0] and _follows(stems, at, phrase)
                    ]
                found += [(tokens[at][0], tokens[at + len(phrase) - 1][1], number) for at in begins]
        return sorted(found)

    def together(self, texts: Iterable[str]) -> int:
        """Counts the significant words that a reader sees at once: in each text those within `LENGTH` characters,
        because words scattered over a long description are less relevant. Of several passages, the one that adds most
        to the texts before."""
        seen: set[int] = set()
        nothing: set[int] = set()
        for text in texts:
            seen |= max((place - seen for place in self._places(text)), key=len, default=nothing)
        return len(seen)

    def _places(self, text: str) -> Iterator[set[int]]:
        found = [word for word in self.find(text) if word[2] in self.telling]
        for at, (start, _, _) in enumerate(found):
            near: set[int] = set()
            for begin, end, number in found[at:]:
                if begin >= start + LENGTH:
                    break
                if end <= start + LENGTH:
                    near.add(number)
            yield near


def _follows(stems: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    """Returns whether the rest of a phrase follows its first word. Any stop word matches any other, because the index
    has only their positions."""
    if at + len(phrase) > len(stems):
        return False
    return all(
        stems[at + i] == token or (token in STOP_WORDS and stems[at + i] in STOP_WORDS)
        for i, token in enumerate(phrase)
        if i > 0
    )


def snippet(text: str, matcher: Matcher) -> tuple[str, tuple[Range, ...]]:
    """Returns at most `LENGTH` characters of a text with most of the words, and the ranges of these words.

    Line breaks and other control characters become spaces. Without a match, it is the beginning of the text.
    """
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text)
    found = matcher.find(text)
    start, end = _window(text, found)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    before = CUT if text[:start].strip() else ""
    after = CUT if text[end:].strip() else ""
    shift = len(before) - start
    ranges = _joined((max(a, start), min(b, end)) for a, b, _ in found if a < end and b > start)
    return before + text[start:end] + after, tuple((a + shift, b + shift) for a, b in ranges)


def _window(text: str, found: list[tuple[int, int, int]]) -> Range:
    """Returns the passage with the most different words; among equals, the one with the most words, then the first."""
    if len(text) <= LENGTH:
        return 0, len(text)
    best, first, last = (0, 0), 0, 0
    for index, (start, _, _) in enumerate(found):
        inside = [item for item in found[index : index + 50] if item[1] <= start + LENGTH]
        worth = (len({number for _, _, number in inside}), len(inside))
        if worth > best:
            best, first, last = worth, start, max(item[1] for item in inside)
    if best == (0, 0):
        first = min((start for start, _, _ in found), default=0)
        last = first
    start = max(0, min(first - (LENGTH - (last - first)) // 2, len(text) - LENGTH))
    end = start + LENGTH
    return _moved_on(text, start, first), _moved_back(text, end, max(last, start + 1))


def _moved_on(text: str, start: int, limit: int) -> int:
    if start == 0:
        return 0
    for at in range(start, min(start + _REACH, limit) + 1):
        if text[at - 1].isspace():
            return at
    while start < limit and _goes_on(text, start):
        start += 1
    return start


def _moved_back(text: str, end: int, limit: int) -> int:
    if end >= len(text):
        return len(text)
    for at in range(end, max(end - _REACH, limit) - 1, -1):
        if text[at].isspace():
            return at
    while end > limit and _goes_on(text, end):
        end -= 1
    return end


def _goes_on(text: str, at: int) -> bool:
    """Returns whether a cut here would split a character: accents, joined emoji, variants."""
    return unicodedata.category(text[at])[0] == "M" or text[at] == "\u200d" or text[at - 1] == "\u200d"


def _joined(ranges: Iterable[Range]) -> list[Range]:
    """Sorts ranges and joins those that overlap."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined
