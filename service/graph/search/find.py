"""Queries the full-text indexes: hits of all scopes in one order, page by page, with their texts."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.domain.text import search_form
from service.graph.driver.database import Database
from service.graph.search.corrections import Choices, Like
from service.graph.search.ranking import SCOPES, CandidateHit, RankedHit, rank, rank_some
from service.graph.search.similar import MOST, WORDS, read_typed, similar_question
from service.graph.search.snippets import Matcher, Range, snippet
from service.graph.search.within import Within
from service.graph.search.words import clean, names_text, prose_text, read_words
from service.graph.statement_runner import execute
from service.graph.statements import statement
from service.loop_time import MeasuredThreads

DEPTH = 500
"""Number of hits that can be paged through. Beyond these, users should refine the query."""
_LEAST = 100
"""Number of hits read of each scope if there are several; for one scope, `DEPTH`."""
_SOME = 25
"""Number of hits with missing words that are read of each scope."""
_POPULAR = 2000
_TALKS = 200
"""Greatest number of talks for which hits are selected by their ids."""
_LIKE = 50
"""Number of names and texts read of each scope for a word without hits."""
_COMPARING = MeasuredThreads(1, "corrections")
"""One thread: each further one would take as much of the interpreter's time from the event loop as this one."""


type Admit = Callable[[str, Mapping[str, Any]], None]
"""Gets a statement and its parameters, and raises if the client may not have it planned now."""


def admit_all(_: str, __: Mapping[str, Any]) -> None:
    """An `Admit` without limits."""


@dataclass(frozen=True)
class Hits:
    """A page of hits, best first (by score, then id). `more`: whether others follow."""

    hits: tuple[RankedHit, ...]
    more: bool
    matcher: Matcher
    corrected: str | None = None
    """The corrected query; None if the query was not corrected."""
    search: "Search | None" = None
    """The terms of the search, to count all hits; None if there were none."""
    looked_for_similar: bool = False
    """Whether words were looked for that are like those without hits."""
    has_all_words: bool = False
    """Whether any hit, of this page or another, has all words."""

    def show(self, hit: RankedHit, texts: list[str | None]) -> tuple[str, tuple[Range, ...]]:
        """Returns the snippet, in plain text with "…" at cuts, and the positions of the words in it: ranges of code
        points, sorted and not nested.

        Args:
            texts: what the hit says, the most telling first.
        """
        said = [text for text in texts if text]
        if hit.scope == "ENTITY":
            # The matching name, which may not be the main one, and the description.
            shown = " – ".join([hit.name or said[0], *said[1:]])
        else:
            # Of several texts with equally many words, the most important one.
            shown = max(said, key=lambda text: self.matcher.together([text]), default="")
        return snippet(shown, self.matcher)


async def find_hits(
    database: Database,
    query: str,
    *,
    scopes: tuple[str, ...] | None,
    kinds: tuple[str, ...],
    first: int,
    after: tuple[float, str] | None,
    within: Within | None = None,
    admit: Admit = admit_all,
) -> Hits:
    """Finds one page of hits.

    One letter finds only entities and topics whose names begin with it. The best `DEPTH` hits can be paged through.
    They are selected from a fixed number in each scope, the same for every page: `DEPTH` for one scope, a share of it
    for several, but at least `_LEAST`.

    Args:
        scopes: where to look; everywhere if None.
        kinds: kinds of entities; where given and no scopes are, only entities are found.
        first: size of the page; one of 0 still knows what was searched for, so that its hits can be counted.
        after: score and id of the last hit of the page before.
        within: where the hits must stand; anywhere if not given. It is asked before anything is cut off.
        admit: is asked before a statement with such conditions.

    Raises:
        InvalidInput: the query is too long.
        QueryTimeout, GraphUnavailable
    """
    everywhere = ("ENTITY",) if kinds else SCOPES
    asked = list(dict.fromkeys(everywhere if scopes is None else scopes))
    search = Search(database, query, asked, list(kinds), within, admit)
    if not search.words or not asked:
        return Hits((), False, search.matcher)
    corrected = None
    looked_for_similar = False
    ranked = await (search.begun() if search.letter else search.all_words())
    if not ranked:
        looked_for_similar = True
    if not ranked and (text := await search.similar()) is not None:
        other = Search(database, text, asked, list(kinds), within, admit)
        ranked = await other.all_words()
        search, corrected = other, text
    has_all_words = bool(ranked)
    page = _behind(ranked, after)
    if not search.letter and len(page) <= first and len(ranked) < DEPTH:
        known = {(hit.scope, hit.id) for hit in ranked}
        ranked = (ranked + await search.some_words(known))[:DEPTH]
        page = _behind(ranked, after)
    corrected = corrected if ranked else None
    return Hits(
        tuple(page[:first]),
        len(page) > first,
        search.matcher,
        corrected,
        search,
        looked_for_similar,
        has_all_words,
    )


async def plan_searches(database: Database, timeout: float) -> None:
    """Lets Neo4j plan the statements of every search in advance."""
    search = Search(database, "", [], [])
    for name, parameters in (
        ("find_candidates", search.question(names="", prose="", signs=[], texts=False, limit=_LEAST)),
        ("find_by_letter", search.begun_question()),
        ("find_similar_words", search.question(words=[], limit=_LIKE) | {"words": WORDS}),
    ):
        await execute(database, f"search/{name}", parameters, label=f"warm search.{name}", timeout=timeout)


class Search:
    """One search, and its statements.

    Values of different lengths are passed in one map, because Neo4j plans again for each length class of a text or
    list among the parameters.
    """

    def __init__(
        self,
        database: Database,
        query: str,
        scopes: list[str],
        kinds: list[str],
        within: Within | None = None,
        admit: Admit = admit_all,
    ) -> None:
        self.words = read_words(query)
        self.letter = len(self.words) == 1 and self.words[0].is_letter and self.words[0].sign is None
        self.matcher = Matcher(self.words, begin=self.letter)
        self._database = database
        self._query = query
        self._asked: dict[str, Any] = {"exact": search_form(query), "scopes": scopes, "kinds": kinds}
        self.within = within
        self.admit = admit
        self._keys: list[str] | None = None
        if within is not None:
            self._asked["within"] = within.values

    async def all_words(self) -> list[RankedHit]:
        """Returns hits with all words close together. A talk whose description has them in several places counts as
        lacking some."""
        return rank(await self._with_all_words(max(_LEAST, DEPTH // len(self._asked["scopes"]))))[:DEPTH]

    async def everything(self, limit: int) -> list[CandidateHit]:
        """Returns the hits to count, at most `limit` of each scope: those with all words, or if there are none, those
        with some."""
        if self.letter:
            return await self._found("find_by_letter", self.begun_question())
        found = await self._with_all_words(limit)
        return found or await self._candidates(every=False, signs=[], limit=limit)

    async def _with_all_words(self, limit: int) -> list[CandidateHit]:
        signs = [word.sign for word in self.words if word.sign is not None]
        rows = await self._candidates(every=True, signs=signs, limit=limit)
        every = len(self.matcher.telling)
        # One word is always together.
        return [row for row in rows if row.texts is None or every < 2 or self._count(row) == every]

    async def some_words(self, known: set[tuple[str, str]]) -> list[RankedHit]:
        """Returns hits that lack a word or a sign ("C++" without "++"), after the complete ones in `known`; those
        with more significant words first."""
        rows = await self._candidates(every=False, signs=[], limit=_SOME)
        rows = [row for row in rows if (row.scope, row.id) not in known]

        return rank_some(rows, self._count, len(self.matcher.telling))

    def _count(self, row: CandidateHit) -> int:
        return self.matcher.together(filter(None, [row.name, *(row.texts or ())]))

    async def begun(self) -> list[RankedHit]:
        return rank(await self._found("find_by_letter", self.begun_question()))[:DEPTH]

    async def similar(self) -> str | None:
        """Returns the query with similar words in place of words without hits; None if there are none."""
        text = clean(self._query, ("query",))
        typed = read_typed(text)
        choices, numbers = Choices(typed), [number for number, one in enumerate(typed) if one.most]
        for wrong in range(1, MOST + 1):
            if numbers:
                asked = similar_question(typed, numbers, wrong)
                question = self.question(words=asked, limit=_LIKE) | {"words": WORDS}
                [[found]] = await execute(
                    self._database, "search/find_similar_words", question, label="search.find_similar_words"
                )
                likes = {number: list(map(Like._make, found_likes)) for number, found_likes in found}
                # Comparing the words of hundreds of texts takes tens of milliseconds: others are answered meanwhile.
                await asyncio.get_running_loop().run_in_executor(_COMPARING, choices.add, likes)
            numbers = choices.open
        return choices.corrected(text)

    async def _candidates(self, *, every: bool, signs: list[str], limit: int) -> list[CandidateHit]:
        """Texts are returned for hits that may lack a word, and for talks, to count their words."""
        names, prose = names_text(self.words, every=every), prose_text(self.words, every=every)
        if not names:
            return []
        question = self.question(names=names, prose=prose, signs=signs, texts=not every, limit=limit)
        return await self._found("find_candidates", question)

    async def _found(self, name: str, question: dict[str, Any]) -> list[CandidateHit]:
        """Runs a statement, or its variant with conditions if there are some."""
        if self.within is None:
            text = statement(f"search/{name}")
        else:
            name = f"{name}_within"
            text = self.within.statement(name)
            question["asked"] = {**question["asked"], "talks": await self._talks(self.within)}
            self.admit(text, question)
        [[found]] = await self._database.read(text, question, name=f"search.{name}")
        return list(map(CandidateHit._make, found))

    async def _talks(self, within: Within) -> list[str] | None:
        """Returns the id prefixes of the talks that hits can be in; None if there are many."""
        start = within.start
        if not any(start.values()):
            return [] if any("any" in given for given in within.values.values()) else None
        if self._keys is None:
            limited = {"start": start, "limit": _TALKS + 1}
            [[ids]] = await execute(self._database, "search/find_videos", limited, label="search.find_videos")
            self._keys = [id_.partition(":")[2] for id_ in ids]
        # If a talk's id contains the separator of other ids, prefixes are not unique.
        return None if len(self._keys) > _TALKS or any("#" in key for key in self._keys) else self._keys

    def question(self, *, limit: int, **asked: Any) -> dict[str, Any]:
        """Parameters of `search/find_candidates`."""
        return {"asked": {**self._asked, **asked}, "limit": limit}

    def begun_question(self) -> dict[str, Any]:
        """Parameters of `search/find_by_letter`, and of its variant with conditions."""
        popular = {} if self.within is not None else {"popular": _POPULAR}
        return {"asked": self._asked, "limit": DEPTH, **popular}


def _behind(ranked: list[RankedHit], after: tuple[float, str] | None) -> list[RankedHit]:
    return ranked if after is None else [hit for hit in ranked if hit.place > (-after[0], after[1])]
