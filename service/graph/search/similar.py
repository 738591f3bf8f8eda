"""Finds the words of a query that may be typing errors, and what to ask the indexes for words like them. Pure functions.

A word without hits is compared with names and texts that have a similar word (`corrections.py`). The replacement is one of
their words, so that everything after it (ranking, snippets, pages) works as if it had been typed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    MAX_WORDS,
    PIECES,
    SIGNED,
    SearchTerm,
    names_text,
    plain_quotes,
    prose_text,
)

LEAST = 4
"""Minimum length of a word that is corrected."""
MOST = 2
"""Greatest number of wrong letters in a word of `_TWO` letters or more, for names; otherwise one."""
_TWO = 8
_IN_PROSE = 6
"""Minimum length of the longer word if the correction is not part of a name. Shorter words are too similar to each
other, and so are words with two wrong letters ("compiler", "computer"); these are only replaced by words of names.
Two swapped letters count in a word of any length."""
_LONGEST = 24
WORDS = 5
"""Number of words of a query that are corrected. A query with more unknown words is not a typing error."""
_WORD = re.compile(r"[^\W_]+(?:[_.'’][^\W_]+)*")
"""A token of the indexes."""
_POSSESSIVE = re.compile(r"['’]s?$")
_OF_SUMMARIES = ("searchSummary", "searchHeading", "searchText")
"""Properties of the full-text index of summaries; each of its nodes has one of them."""
form_of = lru_cache(maxsize=50_000)(search_form)


@dataclass(frozen=True)
class QueryWord:
    """A word of the query. `form`: its search form. `places`: its positions in the query. `most`: the number of
    letters that may be wrong; 0 if it is not corrected. `begun`: it is the last word, and perhaps incomplete."""

    form: str
    places: tuple[tuple[int, int], ...]
    most: int
    begun: bool

    def may_mean(self, word: str, wrong: int, *, name: bool) -> bool:
        """Returns whether it may stand for a word of a name, or of another text, that differs in this number of
        letters."""
        if name:
            return wrong <= self.most
        if wrong > min(self.most, 1):
            return False
        if len(self.form) >= _IN_PROSE:
            return True
        return letters_wrong(self.form, word, 1) <= 1 and (
            len(word) >= _IN_PROSE or are_swapped(self.form, word)
        )


def read_typed(text: str) -> list[QueryWord]:
    """Returns the significant words of a clean query. Words in quotes or with a sign (C++), short words, and words of
    scripts without spaces are not corrected."""
    places: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for piece in PIECES.finditer(plain_quotes(text)):
        meant = piece[2] is None or SIGNED.fullmatch(piece[2]) is not None
        for token in _WORD.finditer(piece[0]):
            word = _POSSESSIVE.sub("", token[0])
            form, start = form_of(word), piece.start() + token.start()
            if form and form not in FUNCTION_WORDS:
                places.setdefault((form, meant), []).append((start, start + len(word)))
    return [
        QueryWord(
            form, tuple(found), 0 if meant else _most(form), begun=not meant and found[-1][1] == len(text)
        )
        for (form, meant), found in list(places.items())[:MAX_WORDS]
    ]


def _most(form: str) -> int:
    letters = sum(char.isalpha() for char in form)
    if letters < LEAST or len(form) > _LONGEST or CJK.search(form) or not _WORD.fullmatch(form):
        return 0
    return MOST if letters >= _TWO else 1


def similar_question(typed: list[QueryWord], numbers: Iterable[int], wrong: int) -> list[dict[str, object]]:
    """Returns the parameters of `search/find_similar_words` for the words with these numbers: Lucene text for the
    exact word, and Lucene text for similar words, which prefers texts with the query's other words. For summaries it is one for each
    property: a word has up to 800 spellings, each once for each property, and a Lucene query has at most 1,024 clauses."""
    words = [SearchTerm(one.form, (one.form,), None) for one in typed]
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
                "likeSummaries": [f"+{name}:({prose}) {context}" for name in _OF_SUMMARIES if in_prose],
            }
        )
    return asked


def _like(typed: QueryWord, wrong: int) -> str:
    # Signs with a meaning may follow a token, so _WORD allows only letters, digits and the characters between them.
    form = typed.form
    return f"{form}~{wrong} {form}*" if typed.begun and wrong == 1 else f"{form}~{wrong}"


def _like_stems(typed: QueryWord, wrong: int) -> str:
    """The same for an index of stems: with the stem of the word and of its possible corrections.

    For a short word only spellings that `Typed.may_mean` accepts, because the index has too many similar words.
    """
    form = typed.form
    if len(form) < _IN_PROSE:
        longer = with_letter_added(form) if len(form) == _IN_PROSE - 1 else []
        return " ".join([*with_letters_swapped(form), *longer])
    stemmed = stem(form)
    like = [f"{stemmed}~{wrong}"] if stemmed != form and len(stemmed) >= LEAST else []
    return " ".join([_like(typed, wrong), *like, *with_letter_right(form)])


def alike_text(name: str) -> str:
    """Returns Lucene text for names with all words of this one, or similar words; empty without words."""
    forms = _WORD.findall(search_form(name))[:MAX_WORDS]
    return " ".join(f"+name:{form}" + (f"~{most}" if (most := _most(form)) else "") for form in forms)


def index_words(text: str) -> Iterator[str]:
    return (_POSSESSIVE.sub("", token) for token in _WORD.findall(text))
