"""Converts the typed text to the index queries of `Query.suggest`. Pure functions; the .cypher file does the rest."""

from dataclasses import dataclass
from typing import Any

from service.domain.text import search_form
from service.graph.search.words import clean, fuzzy_text, prefix_text, read_words

BOUND = 200
"""Number of names that an index returns for a prefix; others are not read."""
POPULAR = 2000
"""Number of the most mentioned entities that are compared with short prefixes one by one."""
SHORT = 3
EVERY = 2**31 - 1


@dataclass(frozen=True)
class SuggestParameters:
    """The parameters of the file. `asked` contains the values of different lengths, because Neo4j plans again for
    each length class of a text or list among the parameters."""

    asked: dict[str, Any]
    bound: int
    popular: int


def read_typed(prefix: str, kinds: tuple[str, ...]) -> SuggestParameters:
    """Returns the parameters for a prefix.

    A name matches by its beginning and by the beginning of a later word, and so do aliases. No index is read to its
    end: of names with the same beginning only `BOUND` are read, in the order of the index; for a prefix of up to
    `SHORT` letters also the `POPULAR` most mentioned entities. So a short prefix finds exact names and frequently
    mentioned entities; rare ones appear as the user types on. Without a prefix: the most mentioned.

    Args:
        kinds: of these only; any where empty.

    Raises:
        InvalidInput: the prefix is too long.
    """
    text = search_form(clean(prefix, ("prefix",)))
    words = read_words(text, ("prefix",))
    popular = 0 if len(text) > SHORT else POPULAR if text else EVERY
    asked = {"text": text, "begun": prefix_text(words), "close": fuzzy_text(words), "kinds": list(kinds)}
    return SuggestParameters(asked, BOUND, popular)
