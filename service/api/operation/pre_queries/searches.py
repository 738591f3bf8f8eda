"""Pre-queries that search: for `search`, its facets, `suggestions` and `suggest`."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.pre_queries.interface import NO_IDS, PreQueryContext, ids_at, kinds_at, with_values
from service.graph.driver.database import Database
from service.graph.search.facets import count_facets
from service.graph.search.find import Hits, find_hits
from service.graph.search.suggest import read_typed
from service.graph.search.suggestions import KINDS, find_suggestions
from service.graph.search.within import Within

_PLACES = {"videos": "Video", "channels": "Channel", "speakers": "Entity", "topics": "Topic"}
"""Maps keys of a `SearchWhere` with ids to the label of the ids."""


async def look_for_hits(database: Database, read: FieldArguments, asked: PreQueryContext) -> FieldArguments:
    """`Query.search`: `ids` are those of all hits, filled up to a fixed number for every page. `answers.py` combines the
    hits with their rows."""
    values = read.values
    after = None
    if values.get("after") is not None:
        assert read.cursors is not None
        score, last = read.cursors.decode(values["after"], 2, "after")
        after = (float(score), str(last))
    hits = await find_hits(
        database,
        values["query"],
        scopes=None if values.get("in") is None else tuple(values["in"]),
        kinds=kinds_at(values, "kind"),
        first=read.size,
        after=after,
        within=_within(values),
        admit=asked.admit,
    )
    ids = [hit.id for hit in hits.hits]
    return replace(with_values(read, ids=ids + NO_IDS[len(ids) :]), hits=hits)


async def look_for_suggestions(
    database: Database, read: FieldArguments, asked: PreQueryContext
) -> FieldArguments:
    """`Query.suggestions`: as for hits, `ids` are those of all of them."""
    values = read.values
    given = values.get("in")
    found = await find_suggestions(
        database, values["prefix"], kinds=KINDS if given is None else tuple(given), first=read.size
    )
    ids = [hit.id for hit in found.hits]
    return replace(with_values(read, ids=ids + NO_IDS[len(ids) :]), hits=found)


async def count_hits(
    database: Database, read: FieldArguments, hits: Any, wanted: Iterable[str]
) -> FieldArguments:
    """`SearchConnection.facets`: `facets` are the selected ones, of the hits of a search."""
    if not isinstance(hits, Hits):
        return read
    return with_values(read, facets=await count_facets(database, hits, wanted))


def _within(values: dict[str, Any]) -> Within | None:
    """Returns a `SearchWhere`; None if it has no conditions."""
    given: dict[str, dict[str, Any]] = {}
    for key, label in _PLACES.items():
        sets = ids_at(values, key, label)
        if sets is not None:
            given[key] = sets.given
    given["publishedOn"] = {
        word: value for word in ("gte", "lt") if (value := values.get(f"where.publishedOn.{word}"))
    }
    asked = {key: words for key, words in given.items() if words}
    return Within(asked) if asked else None


def read_suggestions(read: FieldArguments) -> FieldArguments:
    """`Query.suggest`: `asked` has the parameters of the index queries."""
    typed = read_typed(read.values["prefix"], kinds_at(read.values, "kind"))
    return with_values(read, **vars(typed))
