"""Asks the full-text indexes: hits of all scopes in one order, page by page. Their texts come with what they are."""

from dataclasses import dataclass
from typing import Any

from service.graph.database import Database
from service.graph.search.ranking import SCOPES, Found, Ranked, rank, rank_some
from service.graph.search.snippets import Matcher, Range, snippet
from service.graph.search.words import Word, names_text, prose_text, read_words
from service.graph.text import search_form
from service.graph.writes import statement

DEPTH = 500
"""Hits that can be paged through; who does not find it among these needs other words."""
_LEAST = 100
"""Of each scope, hits looked at when there are many scopes; of one alone, `DEPTH`."""
_SOME = 25
"""Of each scope, hits looked at that lack a word."""
_POPULAR = 2000


@dataclass(frozen=True)
class Hits:
    """A page of hits, best first (by score, then id). `more`: whether others follow."""

    hits: tuple[Ranked, ...]
    more: bool
    matcher: Matcher

    def show(self, hit: Ranked, texts: list[str | None]) -> tuple[str, tuple[Range, ...]]:
        """The snippet, in plain text with "…" where it was cut, and where in it the words stand: ranges of code points,
        sorted, none in another.

        Args:
            texts: what the hit says, the most telling first.
        """
        said = [text for text in texts if text]
        if hit.scope == "ENTITY":
            # The name that was found, which need not be the main one, and who or what it is.
            shown = " – ".join([hit.name or said[0], *said[1:]])
        else:
            # Of several texts with as many of the words, the most telling one.
            shown = max(said, key=lambda text: self.matcher.together([text]), default="")
        return snippet(shown, self.matcher)


async def find_hits(
    database: Database,
    query: str,
    *,
    scopes: tuple[str, ...],
    kinds: tuple[str, ...],
    first: int,
    after: tuple[float, str] | None,
) -> Hits:
    """One page.

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
    letter = len(words) == 1 and words[0].is_letter and words[0].sign is None
    matcher = Matcher(words, begin=letter)
    if not words or first < 1:
        return Hits((), False, matcher)
    asked = scopes or (("ENTITY",) if kinds else SCOPES)
    search = _Search(database, words, matcher, search_form(query), list(dict.fromkeys(asked)), list(kinds))
    ranked = await (search.begun() if letter else search.all_words())
    page = _behind(ranked, after)
    if not letter and len(page) <= first and len(ranked) < DEPTH:
        known = {(hit.scope, hit.id) for hit in ranked}
        ranked = (ranked + await search.some_words(known))[:DEPTH]
        page = _behind(ranked, after)
    return Hits(tuple(page[:first]), len(page) > first, matcher)


async def plan_searches(database: Database, timeout: float) -> None:
    """Have Neo4j plan what every search asks, before the first one is."""
    search = _Search(database, (), Matcher(()), "", [], [])
    for name, parameters in (
        ("candidates", search.question(names="", prose="", signs=[], texts=False, limit=_LEAST)),
        ("letter", search.letter()),
    ):
        await database.read(
            statement(f"reads/search/{name}"), parameters, name=f"warm search.{name}", timeout=timeout
        )


class _Search:
    """One question, and the statements that may be sent for it.

    What differs in length goes in as one map: Neo4j plans anew for each size class of a text or list among the parameters.
    """

    def __init__(
        self,
        database: Database,
        words: tuple[Word, ...],
        matcher: Matcher,
        exact: str,
        scopes: list[str],
        kinds: list[str],
    ) -> None:
        self._database = database
        self._words = words
        self._matcher = matcher
        self._asked = {"exact": exact, "scopes": scopes, "kinds": kinds}

    async def all_words(self) -> list[Ranked]:
        """Hits that have all words, and have them together: a talk whose description has them here and there is one of
        those that lack some."""
        signs = [word.sign for word in self._words if word.sign is not None]
        limit = max(_LEAST, DEPTH // len(self._asked["scopes"]))
        rows = await self._candidates(every=True, signs=signs, limit=limit)
        every = len(self._matcher.telling)
        return rank(row for row in rows if row.texts is None or self._count(row) == every)[:DEPTH]

    async def some_words(self, known: set[tuple[str, str]]) -> list[Ranked]:
        """Hits that lack a word or a sign ("C++" without "++"), after those that do not, which are `known`; those with
        more of the words that tell something first."""
        rows = await self._candidates(every=False, signs=[], limit=_SOME)
        rows = [row for row in rows if (row.scope, row.id) not in known]

        return rank_some(rows, self._count, len(self._matcher.telling))

    def _count(self, row: Found) -> int:
        return self._matcher.together(filter(None, [row.name, *(row.texts or ())]))

    async def begun(self) -> list[Ranked]:
        [[found]] = await self._database.read(
            statement("reads/search/letter"),
            self.letter(),
            name="search.letter",
        )
        return rank(map(Found._make, found))[:DEPTH]

    async def _candidates(self, *, every: bool, signs: list[str], limit: int) -> list[Found]:
        """The texts come along with those that may lack a word, and with talks: how many they have counts."""
        names, prose = names_text(self._words, every=every), prose_text(self._words, every=every)
        if not names:
            return []
        [[found]] = await self._database.read(
            statement("reads/search/candidates"),
            self.question(names=names, prose=prose, signs=signs, texts=not every, limit=limit),
            name="search.candidates",
        )
        return list(map(Found._make, found))

    def question(self, *, limit: int, **asked: Any) -> dict[str, Any]:
        """Parameters of `candidates`."""
        return {"asked": {**self._asked, **asked}, "limit": limit}

    def letter(self) -> dict[str, Any]:
        """Parameters of `letter`."""
        return {"asked": self._asked, "limit": DEPTH, "popular": _POPULAR}


def _behind(ranked: list[Ranked], after: tuple[float, str] | None) -> list[Ranked]:
    return ranked if after is None else [hit for hit in ranked if hit.place > (-after[0], after[1])]
