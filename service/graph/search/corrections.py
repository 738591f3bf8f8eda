"""Chooses the correction of a word that no talk has, among the words of similar names and texts. Pure functions."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from service.graph.search.mistyped import (
    letters_wrong,
)
from service.graph.search.similar import QueryWord, form_of, index_words
from service.graph.search.snippets import stem
from service.graph.search.words import (
    FUNCTION_WORDS,
    MAX_LENGTH,
)

_DIGITS = re.compile(r"\d+")


class Like(NamedTuple):
    """A text with a similar word. `importance`: for a name, by its mentions; below 0 for other texts."""

    text: str
    importance: int


class Choices:
    """Possible corrections of each typed word without hits."""

    def __init__(self, typed: list[QueryWord]) -> None:
        self._typed = typed
        self._of: dict[int, dict[str, _Choice]] = {}

    @property
    def open(self) -> list[int]:
        """Returns the numbers of words without hits and without corrections so far, in which one more letter may be
        wrong."""
        return [number for number, words in self._of.items() if not words and self._typed[number].most > 1]

    def add(self, found: dict[int, list[Like]]) -> None:
        """
        Args:
            found: number of a word that nothing has → what has a word like it.
        """
        for number in found:
            self._of.setdefault(number, {})
        others = [(number, one.form) for number, one in enumerate(self._typed) if number not in self._of]
        stems = {stem(form): number for number, form in others}
        starts = {form[:3] for _, form in others}  # stemming every word would take long
        for text, importance in dict.fromkeys(like for likes in found.values() for like in likes):
            said = {form: word for word in index_words(text) if (form := form_of(word))}
            near = {number: dict(_near(self._typed[number], said, importance >= 0)) for number in found}
            alike = (stem(word) for word in said if word[:3] in starts)
            have = {stems[one] for one in alike if one in stems}
            have |= {number for number, words in near.items() if words}
            for number, words in near.items():
                for form, wrong in words.items():
                    choice = self._of[number].setdefault(form, _Choice(wrong))
                    choice.add(said[form], len(have - {number}), importance)

    def corrected(self, text: str) -> str | None:
        """Returns the query with the best correction of each word, spelled as in the text; None if there is none.

        Criteria, in this order: the most other words of the query beside it, the fewest wrong letters, part of a name
        (names are searched more often), frequency.
        """
        replaced: list[tuple[int, int, str]] = []
        for number, words in self._of.items():
            if words and self._typed[number].form not in words:
                _, best = min(words.items(), key=lambda item: (item[1].rank, item[0]))
                replaced += [(start, end, best.spelling) for start, end in self._typed[number].places]
        for start, end, word in sorted(replaced, reverse=True):
            text = text[:start] + word + text[end:]
        return text if replaced and len(text) <= MAX_LENGTH else None


@dataclass
class _Choice:
    """A possible correction. `wrong`: number of wrong letters. `beside`: other words of the query beside it. `named`:
    it is part of a name."""

    wrong: int
    beside: int = 0
    named: bool = False
    weight: int = 0
    spellings: Counter[str] = field(default_factory=Counter[str])

    def add(self, spelling: str, beside: int, importance: int) -> None:
        self.beside = max(self.beside, beside)
        self.named = self.named or importance >= 0
        self.weight += 1 + max(importance, 0)
        self.spellings[spelling] += 1

    @property
    def rank(self) -> tuple[int, int, bool, int]:
        """Sorts the likeliest first."""
        return -self.beside, self.wrong, not self.named, -self.weight

    @property
    def spelling(self) -> str:
        """Returns the most frequent spelling; among equals, one in lower case."""
        return min(self.spellings, key=lambda one: (-self.spellings[one], one.swapcase()))


def _near(typed: QueryWord, said: Iterable[str], name: bool) -> Iterator[tuple[str, int]]:
    """Returns the words of a text or name that may be meant, and the number of wrong letters in each."""
    form, most = typed.form, typed.most if name else min(typed.most, 1)
    for word in said:
        if (
            word[0] in form[:2]
            and (wrong := _wrong(form, word, most, typed.begun)) <= most
            and typed.may_mean(word, wrong, name=name)
        ):
            yield word, wrong


@lru_cache(maxsize=50_000)
def _wrong(form: str, word: str, most: int, begun: bool) -> int:
    """Like `letters_wrong`, but more than `most` for a different word. An incomplete last word counts as one."""
    if word[0] != form[0] and word[:2] != form[1::-1]:
        return most + 1
    if word in FUNCTION_WORDS or _DIGITS.findall(word) != _DIGITS.findall(form):
        return most + 1
    wrong = letters_wrong(form, word, most)
    return 1 if wrong > 1 and begun and word.startswith(form) else wrong
