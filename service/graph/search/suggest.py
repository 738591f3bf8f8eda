"""Suggests entities for what has been typed so far: made to answer at each key press."""

from typing import Any

from service.graph.database import Database
from service.graph.search.words import clean, fuzzy_text, prefix_text, read_words
from service.graph.text import search_form
from service.graph.writes import statement

_BOUND = 200
"""Names that an index gives for what has been typed; of more, some are not looked at."""
_POPULAR = 2000
"""The most mentioned entities, which short prefixes and fuller ones are compared with one by one."""
_SHORT = 3


async def suggest_ids(database: Database, prefix: str, *, kinds: tuple[str, ...], first: int) -> list[str]:
    """Ids of entities, best first, each once: of that very name, then by mentions; then those of names close to it.

    A name is found by its beginning and by the beginning of a later word, aliases too. No index is read to its end:
    of names with the same beginning `_BOUND` are looked at, in their order in the index, and of a beginning of up to
    `_SHORT` letters also the `_POPULAR` most mentioned entities. So a short prefix finds all that is of that very
    name and all that is spoken of much; what is rare turns up as one types on. Without a prefix: the most mentioned.

    Raises:
        InvalidInput: the prefix is too long.
        QueryTimeout, GraphUnavailable
    """
    typed = search_form(clean(prefix, ("prefix",)))
    if first < 1:
        return []
    # What differs in length stands in one map: Neo4j plans anew for each size class of a text or list.
    asked: dict[str, Any] = {"kinds": list(kinds)}
    if not typed:
        rows = await database.read(
            statement("reads/search/most_mentioned"), {"asked": asked, "first": first}, name="suggest.most"
        )
        return [row[0] for row in rows]
    words = read_words(typed, ("prefix",))
    rows = await database.read(
        statement("reads/search/suggestions"),
        {
            "asked": {**asked, "prefix": typed, "later": f" {typed}", "words": prefix_text(words)},
            "first": first,
            "bound": _BOUND,
            "popular": _POPULAR if len(typed) <= _SHORT else 0,
        },
        name="suggest.begin",
    )
    ids: list[str] = [row[0] for row in rows]
    close = fuzzy_text(words)
    if len(ids) < first and close:
        more = await database.read(
            statement("reads/search/close_names"),
            {"asked": {**asked, "words": close}, "bound": _BOUND, "first": first + len(ids)},
            name="suggest.close",
        )
        ids = list(dict.fromkeys([*ids, *(row[0] for row in more)]))
    return ids[:first]
