"""Counts the hits of a search by kind, speaker, video, channel, topic and year."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from service.graph.driver.database import Database
from service.graph.search.find import NAMED, Hits, Search
from service.graph.search.ranking import SCOPES
from service.graph.search.within import Within

COUNTED = 2000
"""Number of hits of each kind that are counted."""
PLACES = 5_000
"""Numbers of talks and of moments of entities and topics that are read; all other hits have one place."""
LARGEST = 100
"""Speakers, videos, channels, topics and years, each."""
_MOMENTS, _TALKS = {"speakers", "topics"}, {"videos", "channels", "years"}

type Facets = dict[str, Any]
"""For each facet a sorted list of maps with `index`, `count` and the counted object (`id`, `kind` or `year`);
`countedHits` and `truncated`."""

NO_FACETS: Facets = {
    "kinds": [],
    "speakers": [],
    "videos": [],
    "channels": [],
    "topics": [],
    "years": [],
    "countedHits": 0,
    "truncated": False,
}


async def count_facets(database: Database, hits: Hits, wanted: Iterable[str]) -> Facets:
    """Counts the facets named in `wanted` over the hits with all words of the query or, if there are none, with some
    of them.

    A hit counts for every value that would still find it as one more condition of `Within`.
    """
    search = hits.search
    if search is None:
        return NO_FACETS
    facets = await _count(database, search, set(wanted), every=True)
    if not facets["countedHits"] and not search.letter:
        facets = await _count(database, search, set(wanted), every=False)
    return facets


async def _count(database: Database, search: Search, wanted: set[str], *, every: bool) -> Facets:
    named = await search.named(COUNTED, every=every)
    ids: dict[str, dict[str, None]] = {scope: {} for scope in NAMED}
    rows = Counter(row.scope for row in named)
    for row in named:
        ids[row.scope][row.id] = None
    within = search.within
    # If the conditions are on moments, the talks of entities and topics follow from these moments.
    of_moments = within is not None and within.is_of_moments
    asked = {
        **await search.prose(every=every),
        "hits": {scope: list(of) for scope, of in ids.items()},
        "wanted": sorted(wanted),
        "talks": bool(wanted & _TALKS) and not of_moments,
        "moments": bool(wanted & _MOMENTS) or (of_moments and bool(wanted & _TALKS)),
    }
    text = (within or Within({})).statement("count_facets")
    question = {"asked": asked, "limit": COUNTED, "places": PLACES, "largest": LARGEST}
    if within is not None:
        search.admit(text, question)
    [[found, counted, truncated]] = await database.read(text, question, name="search.facets")
    others = {scope: count for scope, count in found if scope not in ids}
    counts = {scope: len(of) for scope, of in ids.items()} | others
    kinds = sorted(
        ((scope, count) for scope, count in counts.items() if count),
        key=lambda one: (-one[1], SCOPES.index(one[0])),
    )
    return {
        **NO_FACETS,
        "kinds": _numbered({"kind": scope, "count": count} for scope, count in kinds),
        **{name: _largest(name, values) for name, values in counted},
        "countedHits": sum(count for _, count in kinds),
        "truncated": truncated or any(count >= COUNTED for count in (rows | others).values()),
    }


def _largest(name: str, rows: list[tuple[Any, int, Any]]) -> list[dict[str, Any]]:
    """Returns the most frequent of the rows (object, count, sort key); for years, the latest."""
    if name == "years":
        return _numbered(
            {"year": year, "count": count}
            for year, count, _ in sorted(rows, key=lambda one: one[2])[:LARGEST]
        )
    ranked = sorted(rows, key=lambda one: (-one[1], one[2], one[0]))[:LARGEST]
    return _numbered({"id": id_, "count": count} for id_, count, _ in ranked)


def _numbered(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"index": index, **row} for index, row in enumerate(rows)]
