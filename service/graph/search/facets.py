"""Counts the hits of a search by kind, speaker, video, channel, topic and year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from service.graph.driver.database import Database
from service.graph.search.find import Hits
from service.graph.search.ranking import SCOPES
from service.graph.search.within import Within

COUNTED = 2000
"""Number of hits of each kind that are counted."""
PLACES = 20_000
"""Number of moments and talks that are read for the hits: a hit has one place, but an entity or a topic has many."""
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
    search, wanted = hits.search, set(wanted)
    if search is None:
        return NO_FACETS
    found = await search.everything(COUNTED)
    ids: defaultdict[str, dict[str, None]] = defaultdict(dict)
    rows: defaultdict[str, int] = defaultdict(int)
    for row in found:
        ids[row.scope][row.id] = None
        rows[row.scope] += 1
    kinds = sorted(
        ((scope, len(of)) for scope, of in ids.items()), key=lambda one: (-one[1], SCOPES.index(one[0]))
    )
    facets: Facets = {
        **NO_FACETS,
        "kinds": _numbered({"kind": scope, "count": count} for scope, count in kinds),
        "countedHits": sum(count for _, count in kinds),
        "truncated": any(count >= COUNTED for count in rows.values()),
    }
    if not wanted & (_MOMENTS | _TALKS):
        return facets
    asked = _asked({scope: list(ids[scope]) for scope in SCOPES}, wanted, search.within)
    text, question = (
        (search.within or Within({})).statement("count_facets"),
        {"asked": asked, "places": PLACES},
    )
    if search.within is not None:
        search.admit(text, question)
    [[*counted, truncated]] = await database.read(text, question, name="search.facets")
    names = ("speakers", "videos", "channels", "topics", "years")
    facets |= {name: _largest(name, rows) for name, rows in zip(names, counted, strict=True)}
    return facets | {"truncated": facets["truncated"] or truncated}


def _asked(ids: Mapping[str, list[str]], wanted: set[str], within: Within | None) -> dict[str, Any]:
    """If the conditions are on moments, the talks of entities and topics follow from these moments."""
    of_moments = within is not None and within.is_of_moments
    return {
        "hits": dict(ids),
        "wanted": sorted(wanted),
        "talks": bool(wanted & _TALKS) and not of_moments,
        "moments": bool(wanted & _MOMENTS) or of_moments,
        "within": {} if within is None else within.values,
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
