"""Converts a user's words to Lucene text for the full-text indexes. Pure functions that know the analyzers, but not
the graph.

A user types words, not query syntax. Each word goes to Lucene in quotes, in which only `"` and `\\` have a meaning;
these two are removed before. A word of several tokens ("gpt-4", "東京大学") becomes a phrase. The words AND, OR and NOT
are ordinary words.
"""

import re
import unicodedata
from dataclasses import dataclass

from service.domain.text import search_form
from service.errors import InvalidInput

MAX_LENGTH = 256
MAX_WORDS = 16

# Words that the analyzers of the indexes drop (Lucene's English stop words).
STOP_WORDS = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this "
    "to was will with".split()
)
# Question words without meaning for the search. The indexes have them.
FUNCTION_WORDS = STOP_WORDS | frozenset(
    "about am been can could did do does from had has have he her him his how i its me my our said say says she should so "
    "than them us we were what when where which who whom whose why would you your".split()
)
_SYNTAX = str.maketrans('"\\', "  ")
_QUOTES = re.compile("[“”„‟«»＂]")
PIECES = re.compile(r'"([^"]*)"|([^\s"]+)')
TOKEN = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
# Scripts without spaces; in Lucene each character is a token.
_CJK = "\u2e80-\u2fdf\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CJK = re.compile(f"[{_CJK}]")
# Signs that change the meaning of a word, and that no index keeps: C++, F#, .NET.
SIGNED = re.compile(r"(?:\.[^\W\d_][\w.]*|[^\W_][\w.]*[+#]+)")
_EDGES = ",;:!?()[]{}<>*'’‘`|~^-"


@dataclass(frozen=True)
class SearchTerm:
    """One search term: a word, or a quoted phrase."""

    text: str
    """As typed, without `"`, `\\` and control characters."""
    tokens: tuple[str, ...]
    """Its tokens in the index, in their search form; empty for a sign such as an emoji."""
    sign: str | None
    """"c++": must be in the text letter by letter, because the index has only "c"."""

    @property
    def is_letter(self) -> bool:
        """Only one letter or digit. A character of a script without spaces is a whole word and does not count."""
        return len(self.tokens) == 1 and len(self.tokens[0]) == 1 and not CJK.search(self.text)

    @property
    def is_stop_word(self) -> bool:
        return all(token in STOP_WORDS for token in self.tokens) and bool(self.tokens)

    @property
    def is_function_word(self) -> bool:
        return all(token in FUNCTION_WORDS for token in self.tokens) and bool(self.tokens)


def read_words(query: str, path: tuple[str | int, ...] = ("query",)) -> tuple[SearchTerm, ...]:
    """Returns the words of a query, each once, at most `MAX_WORDS` (the rest is ignored).

    Raises:
        InvalidInput: longer than `MAX_LENGTH`.
    """
    words: dict[tuple[str, ...] | str, SearchTerm] = {}
    for quoted, bare in PIECES.findall(plain_quotes(clean(query, path))):
        word = _word(quoted or bare, phrase=bool(quoted))
        if word is not None:
            words.setdefault(word.sign or word.tokens or word.text, word)
    return tuple(words.values())[:MAX_WORDS]


def plain_quotes(text: str) -> str:
    """Replaces quotes of every form by `"`, at the same positions."""
    return _QUOTES.sub('"', text)


def clean(query: str, path: tuple[str | int, ...]) -> str:
    """Removes control characters, halves of surrogate pairs and backslashes from the query.

    Raises:
        InvalidInput: longer than `MAX_LENGTH`.
    """
    if len(query) > MAX_LENGTH:
        raise InvalidInput(
            f"Search text is at most {MAX_LENGTH} characters long; this has {len(query)}. Use fewer words.",
            path,
        )
    text = "".join(
        " " if c == "\\" or unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in query
    )
    return unicodedata.normalize("NFC", text)


def _word(text: str, *, phrase: bool) -> SearchTerm | None:
    text = text.strip() if phrase else text.strip(_EDGES)
    if not any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "So" for c in text):
        return None
    tokens = tuple(TOKEN.findall(search_form(text)))
    sign = search_form(text) if not phrase and SIGNED.fullmatch(text) else None
    return SearchTerm(text, tokens, sign)


def names_text(words: tuple[SearchTerm, ...], *, every: bool) -> str:
    """Returns Lucene text for names. They are not stemmed, so each word is also searched in its other number.

    Args:
        every: all words must be there; otherwise any.
    """
    spellings = [[word.text, *_other_numbers(word)] for word in _asked(words, every=every)]
    return _clauses(spellings, every=every, field="name:")


def prose_text(words: tuple[SearchTerm, ...], *, every: bool) -> str:
    """Returns Lucene text for prose in its search form, which is stemmed as English."""
    return _clauses([_spellings(word) for word in _asked(words, every=every)], every=every)


def prefix_text(words: tuple[SearchTerm, ...], *, least: int = 3) -> str:
    """Returns Lucene text for names in which the last word may be incomplete; empty if no word has `least` letters."""
    return _typed(words, "*", least)


def fuzzy_text(words: tuple[SearchTerm, ...]) -> str:
    """The same for names that differ in one letter or have one more or less; empty below four letters."""
    return _typed(words, "~1", 4)


def _typed(words: tuple[SearchTerm, ...], ending: str, least: int) -> str:
    tokens = [token for word in words for token in word.tokens]
    if not tokens or CJK.search(tokens[-1]):
        return names_text(words, every=True)
    if len(tokens[-1]) < least and not (ending == "*" and len(tokens) > 1):
        return ""
    # Signs with a meaning may follow a token, so it may contain only letters, digits and the dots and apostrophes
    # between them. TOKEN ensures that.
    *before, last = tokens
    clauses = [f'+name:"{token}"' for token in before]
    return " ".join([*clauses, f"+name:{last}{ending}"])


def _asked(words: tuple[SearchTerm, ...], *, every: bool) -> tuple[SearchTerm, ...]:
    """Without `every`, single letters and stop words would match everything, so they are left out. So are other
    function words, unless there is nothing else."""
    if every:
        return words
    some = tuple(word for word in words if not word.is_letter and not word.is_stop_word)
    return tuple(word for word in some if not word.is_function_word) or some


def _clauses(words: list[list[str]], *, every: bool, field: str = "") -> str:
    must = "+" if every else ""
    groups: list[str] = []
    for first, *others in words:
        variants = [f'"{first}"', *(f'"{other}"^0.8' for other in others)]
        if not every:
            variants += [f'"{pair}"^0.5' for pair in _pairs(first)]
        groups.append(f"{must}{field}({' '.join(variants)})")
    return " ".join(groups)


def _other_numbers(word: SearchTerm) -> list[str]:
    if len(word.tokens) != 1 or not re.fullmatch(r"[a-z]{3,}", word.tokens[0]):
        return []
    token = word.tokens[0]
    if not token.endswith("s"):
        return [f"{token[:-1]}ies" if token.endswith("y") else f"{token}s"]
    if token.endswith("ies"):
        return [f"{token[:-3]}y"]
    return [] if token.endswith("ss") else [token[:-1]]


def _spellings(word: SearchTerm) -> list[str]:
    """Returns the word in its search form, with either apostrophe."""
    # A search form can contain characters that a typed word cannot: the full-width backslash becomes a backslash.
    form = search_form(word.text).translate(_SYNTAX)
    if not form.strip():
        return [word.text]
    return list(dict.fromkeys([form, form.replace("’", "'"), form.replace("'", "’")]))


def _pairs(text: str) -> list[str]:
    """Returns pairs of neighboring characters of a script without spaces, for a search if the whole word has no hit."""
    if not CJK.search(text) or len(text) < 3:
        return []
    pairs = (text[i : i + 2] for i in range(len(text) - 1))
    return list(dict.fromkeys(pair for pair in pairs if len(CJK.findall(pair)) == 2))[:MAX_WORDS]
