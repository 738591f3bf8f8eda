"""Reads what has been typed so far into what `Query.suggest` asks the indexes. Pure: its file does the rest."""

from dataclasses import dataclass
from typing import Any

from service.domain.text import search_form
from service.graph.search.words import clean, fuzzy_text, prefix_text, read_words

BOUND = 200
"""Names that an index gives for what has been typed; of more, some are not looked at."""
POPULAR = 2000
"""The most mentioned entities, which short prefixes and fuller ones are compared with one by one."""
SHORT = 3
EVERY = 2**31 - 1


@dataclass(frozen=True)
class Typed:
    """The values of the file: `asked` holds what differs in length, since Neo4j plans anew for each size class of a
    text or list among the parameters."""

    asked: dict[str, Any]
    bound: int
    popular: int


def read_typed(prefix: str, kinds: tuple[str, ...]) -> Typed:
    """What is asked for a prefix.

    A name is found by its beginning and by the beginning of a later word, aliases too. No index is read to its end:
    of names with the same beginning `BOUND` are looked at, in their order in the index, and of a beginning of up to
    `SHORT` letters also the `POPULAR` most mentioned entities. So a short prefix finds all that is of that very
    name and all that is spoken of much; what is rare turns up as one types on. Without a prefix: the most mentioned.

    Args:
        kinds: of these only; any where empty.

    Raises:
        InvalidInput: the prefix is too long.
    """
    text = search_form(clean(prefix, ("prefix",)))
    words = read_words(text, ("prefix",))
    popular = 0 if len(text) > SHORT else POPULAR if text else EVERY
    asked = {"text": text, "begun": prefix_text(words), "close": fuzzy_text(words), "kinds": list(kinds)}
    return Typed(asked, BOUND, popular)
