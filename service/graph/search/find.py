"""Asks the full-text indexes: hits of all scopes in one order, page by page, with the text to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from service.graph.database import Database
from service.graph.search.ranking import SCOPES, Found, Ranked, rank
from service.graph.search.snippets import Matcher, snippet
from service.graph.search.suggest import suggest_ids
from service.graph.search.words import Word, names_text, prose_text, read_words
from service.graph.text import search_form
from service.graph.writes import statement

__all__ = ["DEPTH", "Hit", "find_hits", "suggest_ids"]

DEPTH = 500
"""Hits that can be paged through; who does not find it among these needs other words."""
_LEAST = 100
"""Of each scope, hits looked at when there are many scopes; of one alone, `DEPTH`."""
_SOME = 25
"""Of each scope, hits looked at that lack a word."""
_POPULAR = 2000
_LISTS = {
    "ENTITY": "entities",
    "TOPIC": "topics",
    "CHAPTER": "chapters",
    "TRANSCRIPT": "segments",
    "VIDEO": "titles",
}
_SUMMARIES = {"video": "summaries", "section": "sections", "bullet": "bullets"}


@dataclass(frozen=True)
class Hit:
    """`id` is that of the hit's own node; of a summary's paragraph that of the video."""

    scope: str
    id: str
    score: float
    """Higher is better, above 0; comparable inside one question."""
    snippet: str
    """Plain text, with "…" where it was cut."""
    highlights: tuple[tuple[int, int], ...]
    """Ranges in the snippet, in code points, sorted, none in another."""


async def find_hits(
    database: Database,
    query: str,
    *,
    scopes: tuple[str, ...],
    kinds: tuple[str, ...],
    first: int,
    after: tuple[float, str] | None,
) -> tuple[list[Hit], bool]:
    """Hits, best first (by score, then id), and whether more follow.

    One letter finds entities and topics whose names begin with it, nothing else. The best `DEPTH` hits can be paged
    through. They are chosen from a fixed number of each scope, the same for every page: `DEPTH` where one scope is
    asked for, its share where there are several, but at least `_LEAST`.

    Args:
        scopes: where to look; all where empty.
        kinds: kinds of entities; where given and no scopes are, only entities are found.
        after: score and id of the last hit of the page before.

    Raises:
        InvalidInput: the query is too long.
        QueryTimeout, GraphUnavailable
    """
    words = read_words(query)
    asked = scopes or (("ENTITY",) if kinds else SCOPES)
    if not words or first < 1:
        return [], False
    search = _Search(database, words, search_form(query), list(dict.fromkeys(asked)), list(kinds))
    letter = len(words) == 1 and words[0].is_letter and words[0].sign is None
    ranked = await (search.begun() if letter else search.all_words())
    page = _behind(ranked, after)
    if not letter and len(page) <= first and len(ranked) < DEPTH:
        ranked = (ranked + await search.some_words({(hit.scope, hit.id) for hit in ranked}))[:DEPTH]
        page = _behind(ranked, after)
    matcher = Matcher(words, begin=letter)
    texts = await search.texts((hit.scope, hit.id) for hit in page[:first])
    hits = [
        _shown(hit, texts[hit.scope, hit.id], matcher) for hit in page[:first] if (hit.scope, hit.id) in texts
    ]
    return hits, len(page) > first


class _Search:
    """One question, and the statements that may be sent for it.

    What differs in length goes in as one map: Neo4j plans anew for each size class of a text or list among the parameters.
    """

    def __init__(
        self, database: Database, words: tuple[Word, ...], exact: str, scopes: list[str], kinds: list[str]
    ) -> None:
        self._database = database
        self._words = words
        self._asked = {"exact": exact, "scopes": scopes, "kinds": kinds}

    async def all_words(self) -> list[Ranked]:
        signs = [word.sign for word in self._words if word.sign is not None]
        limit = max(_LEAST, DEPTH // len(self._asked["scopes"]))
        return rank(await self._candidates(every=True, signs=signs, limit=limit))[:DEPTH]

    async def some_words(self, known: set[tuple[str, str]]) -> list[Ranked]:
        """Hits that lack a word or a sign ("C++" without "++"), after those that do not, which are `known`."""
        rows = await self._candidates(every=False, signs=[], limit=_SOME)
        rows = [row for row in rows if (row.scope, row.id) not in known]
        texts = await self.texts((row.scope, row.id) for row in rows)
        matcher = Matcher(self._words)

        def coverage(row: Found) -> float:
            shown = [row.name, *texts.get((row.scope, row.id), [])]
            return max(matcher.coverage(" ".join(filter(None, shown))), 0.5 / len(self._words))

        return rank(rows, coverage)

    async def begun(self) -> list[Ranked]:
        rows = await self._database.read(
            statement("reads/search/letter"),
            {"asked": self._asked, "limit": DEPTH, "popular": _POPULAR},
            name="search.letter",
        )
        return rank(Found(*row) for row in rows[0][0])[:DEPTH]

    async def _candidates(self, *, every: bool, signs: list[str], limit: int) -> list[Found]:
        names, prose = names_text(self._words, every=every), prose_text(self._words, every=every)
        if not names:
            return []
        rows = await self._database.read(
            statement("reads/search/candidates"),
            {"asked": {**self._asked, "names": names, "prose": prose, "signs": signs}, "limit": limit},
            name="search.candidates",
        )
        return [Found(*row) for row in rows[0][0]]

    async def texts(self, hits: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
        """What hits say; without those that have gone in the meantime."""
        ids: dict[str, list[str]] = {name: [] for name in (*_LISTS.values(), *_SUMMARIES.values())}
        for scope, id_ in hits:
            ids[_LISTS.get(scope) or _SUMMARIES[id_.partition(":")[0]]].append(id_)
        if not any(ids.values()):
            return {}
        rows = await self._database.read(statement("reads/search/texts"), {"ids": ids}, name="search.texts")
        found: list[tuple[str, str, list[Any]]] = rows[0][0]
        return {(scope, id_): [text for text in texts if text] for scope, id_, texts in found}


def _behind(ranked: list[Ranked], after: tuple[float, str] | None) -> list[Ranked]:
    return ranked if after is None else [hit for hit in ranked if hit.place > (-after[0], after[1])]


def _shown(hit: Ranked, texts: list[str], matcher: Matcher) -> Hit:
    if hit.scope == "ENTITY":
        # The name that was found, which need not be the main one, and who or what it is.
        shown = " – ".join([hit.name or texts[0], *texts[1:]])
    else:
        shown = next((text for text in texts if matcher.find(text)), texts[0] if texts else "")
    cut, highlights = snippet(shown, matcher)
    return Hit(hit.scope, hit.id, hit.score, cut, highlights)
