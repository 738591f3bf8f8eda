"""Words that nobody ever said or wrote, and the similar words that may be meant instead. Pure.

A word of the query that the indexes do not have is held against names and texts that have a word like it. What is taken
is a word of theirs, so that all that follows (ranking, snippets, pages) is as if that had been typed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from service.domain.text import search_form
from service.graph.search.mistyped import (
    are_swapped,
    letters_wrong,
    with_letter_added,
    with_letter_right,
    with_letters_swapped,
)
from service.graph.search.snippets import stem
from service.graph.search.words import (
    CJK,
    FUNCTION_WORDS,
    MAX_LENGTH,
    MAX_WORDS,
    PIECES,
    SIGNED,
    Word,
    names_text,
    plain_quotes,
    prose_text,
)

LEAST = 4
"""Letters that a word has at least to be taken for another."""
MOST = 2
"""Letters that may be wrong in a word of `_TWO` letters or more, against names; else one."""
_TWO = 8
_IN_PROSE = 6
"""Letters that the longer of two words has at least, for the one to be taken for the other where that is only said: shorter ones
are like too many, and so are those with two letters wrong ("compiler", "computer"). These are taken for words of names only.
Two letters swapped are a slip in a word of any length."""
_LONGEST = 24
WORDS = 5
"""Of a query's words that nothing has, so many are held against others: who has more of them is not mistaken in a letter."""
_WORD = re.compile(r"[^\W_]+(?:[_.'’][^\W_]+)*")
"""What the indexes keep as one word."""
_POSSESSIVE = re.compile(r"['’]s?$")
_DIGITS = re.compile(r"\d+")
_form = lru_cache(maxsize=50_000)(search_form)


@dataclass(frozen=True)
class Typed:
    """A word of the query. `form`: its search form; `places`: where in the query it stands; `most`: how many letters of it may
    be wrong, 0 where it is meant as it is; `begun`: it is the last, and perhaps not typed to its end."""

    form: str
    places: tuple[tuple[int, int], ...]
    most: int
    begun: bool

    def may_mean(self, word: str, wrong: int, *, name: bool) -> bool:
        """Whether it may stand for a word of a name, or else of a text, that differs in so many letters."""
        if name:
            return wrong <= self.most
        if wrong > min(self.most, 1):
            return False
        if len(self.form) >= _IN_PROSE:
            return True
        return letters_wrong(self.form, word, 1) <= 1 and (
            len(word) >= _IN_PROSE or are_swapped(self.form, word)
        )


class Like(NamedTuple):
    """A text with a word like the one that was typed. `importance`: of a name, by its mentions; below 0 of what is no name."""

    text: str
    importance: int


def read_typed(text: str) -> list[Typed]:
    """The words of a clean query that tell something. Meant as they are: those in quotes or with a sign (C++), short ones, and
    those of scripts whose signs are words."""
    places: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for piece in PIECES.finditer(plain_quotes(text)):
        meant = piece[2] is None or SIGNED.fullmatch(piece[2]) is not None
        for token in _WORD.finditer(piece[0]):
            word = _POSSESSIVE.sub("", token[0])
            form, start = _form(word), piece.start() + token.start()
            if form and form not in FUNCTION_WORDS:
                places.setdefault((form, meant), []).append((start, start + len(word)))
    return [
        Typed(form, tuple(found), 0 if meant else _most(form), begun=not meant and found[-1][1] == len(text))
        for (form, meant), found in list(places.items())[:MAX_WORDS]
    ]


def _most(form: str) -> int:
    letters = sum(char.isalpha() for char in form)
    if letters < LEAST or len(form) > _LONGEST or CJK.search(form) or not _WORD.fullmatch(form):
        return 0
    return MOST if letters >= _TWO else 1


def similar_question(typed: list[Typed], numbers: Iterable[int], wrong: int) -> list[dict[str, object]]:
    """What `search/find_similar_words` is asked of the words of these numbers: Lucene text that finds it as it stands, and text
    that finds what differs in so many letters, and first what has other words of the query."""
    words = [Word(one.form, (one.form,), None) for one in typed]
    asked: list[dict[str, object]] = []
    for number in numbers:
        this, others = (words[number],), tuple(words[:number] + words[number + 1 :])
        one = typed[number]
        names, prose = _like(one, wrong), _like_stems(one, wrong)
        context = prose_text(others, every=False)
        in_prose = wrong <= 1 and bool(prose)
        asked.append(
            {
                "number": number,
                "names": names_text(this, every=True),
                "prose": prose_text(this, every=True),
                "likeNames": f"+name:({names}) {names_text(others, every=False)}",
                "likeTitles": f"+searchTitle:({prose}) {context}" if in_prose else "",
                "likeProse": f"+({prose}) {context}" if in_prose else "",
            }
        )
    return asked


def _like(typed: Typed, wrong: int) -> str:
    # Behind a token go signs with a meaning; _WORD lets only letters, digits and what may be between them in.
    form = typed.form
    return f"{form}~{wrong} {form}*" if typed.begun and wrong == 1 else f"{form}~{wrong}"


def _like_stems(typed: Typed, wrong: int) -> str:
    """The same for an index of stems: with what stemming leaves of the word, and what it leaves of the words that may be meant.

    Of a short word it is only what `Typed.may_mean` takes, since the index has too many words like it.
    """
    form = typed.form
    if len(form) < _IN_PROSE:
        longer = with_letter_added(form) if len(form) == _IN_PROSE - 1 else []
        return " ".join([*with_letters_swapped(form), *longer])
    stemmed = stem(form)
    like = [f"{stemmed}~{wrong}"] if stemmed != form and len(stemmed) >= LEAST else []
    return " ".join([_like(typed, wrong), *like, *with_letter_right(form)])


def alike_text(name: str) -> str:
    """Lucene text for names that have all words of this one, or words like them; empty without words."""
    forms = _WORD.findall(search_form(name))[:MAX_WORDS]
    return " ".join(f"+name:{form}" + (f"~{most}" if (most := _most(form)) else "") for form in forms)


class Choices:
    """Words that may be meant, of each typed word that nothing has."""

    def __init__(self, typed: list[Typed]) -> None:
        self._typed = typed
        self._of: dict[int, dict[str, _Choice]] = {}

    @property
    def open(self) -> list[int]:
        """Numbers of words that nothing has, of which nothing was found so far, and that may have another letter wrong."""
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
        starts = {form[:3] for _, form in others}  # to stem every word that is said would take long
        for text, importance in dict.fromkeys(like for likes in found.values() for like in likes):
            said = {form: word for word in _words(text) if (form := _form(word))}
            near = {number: dict(_near(self._typed[number], said, importance >= 0)) for number in found}
            alike = (stem(word) for word in said if word[:3] in starts)
            have = {stems[one] for one in alike if one in stems}
            have |= {number for number, words in near.items() if words}
            for number, words in near.items():
                for form, wrong in words.items():
                    choice = self._of[number].setdefault(form, _Choice(wrong))
                    choice.add(said[form], len(have - {number}), importance)

    def corrected(self, text: str) -> str | None:
        """The query with the likeliest word in place of each that has one, spelled as it is found; None if there is none.

        Of several words it is the one that stands with most other words of the query, of these the one with the fewest
        letters wrong, then one of a name, which is rather what is looked for, then the one that is found most.
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
    """A word that may be meant. `wrong`: letters in which it differs; `beside`: other words of the query that stand with it;
    `named`: it is in a name."""

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
        """The most frequent; of some that are as frequent one in small letters."""
        return min(self.spellings, key=lambda one: (-self.spellings[one], one.swapcase()))


def _words(text: str) -> Iterator[str]:
    return (_POSSESSIVE.sub("", token) for token in _WORD.findall(text))


def _near(typed: Typed, said: Iterable[str], name: bool) -> Iterator[tuple[str, int]]:
    """Of the words of a text or name those that the typed one may mean, and in how many letters they differ."""
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
    """As `letters_wrong`; more than `most` for what is another word all the same. One that has only begun counts as one."""
    if word[0] != form[0] and word[:2] != form[1::-1]:
        return most + 1
    if word in FUNCTION_WORDS or _DIGITS.findall(word) != _DIGITS.findall(form):
        return most + 1
    wrong = letters_wrong(form, word, most)
    return 1 if wrong > 1 and begun and word.startswith(form) else wrong
