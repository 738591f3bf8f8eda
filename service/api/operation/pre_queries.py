"""The pre-queries that the head word `pre-query` of a field's file names, which run before its statement.

Each pre-query converts arguments to the values that the file needs (`$found`, …). Those of `PRE_QUERIES` query the
database: a walk or a search finds ids, and the statement fetches them. Those of `READINGS` need no database.
`service/graph` implements walks and searches.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import replace
from enum import Enum
from typing import Any

from graphql.execution.values import VariableValues, get_argument_values

from service.access.viewer import SERVICE
from service.api.operation.argument_values import Argument
from service.api.operation.arguments import Read, chosen_types, read_arguments
from service.api.operation.ids import check_prefix
from service.api.operation.plan import Site
from service.api.operation.viewer_fields import current_limits, viewer_fields
from service.errors import InvalidInput
from service.graph.changes import read_range
from service.graph.composition.field_query import Asked
from service.graph.driver.database import Database
from service.graph.ids import IdSets
from service.graph.search.facets import NO_FACETS, count_facets
from service.graph.search.find import Admit, Hits, find_hits
from service.graph.search.suggest import read_typed
from service.graph.search.suggestions import KINDS, find_suggestions
from service.graph.search.within import Within
from service.graph.walks.limits import WalkLimits
from service.graph.walks.paths import FoundPath, find_paths
from service.graph.walks.slice import Slice, find_slice, most_starts
from service.settings import Limits

_PLACES = {"videos": "Video", "channels": "Channel", "speakers": "Entity", "topics": "Topic"}
"""Maps keys of a `SearchWhere` with ids to the label of the ids."""
_NO_IDS = [""] * 11
"""Neo4j plans again for lists of none, of one and of 2 to 10, but not for 11 to 100."""

type Selected = Collection[str]
"""See `RootPlan.selected`."""
type PreQuery = Callable[[Database, Read, Admit, Selected], Awaitable[Read]]
"""`Admit` is called before a statement whose text depends on the arguments."""
type Reading = Callable[[Read], Read]


async def look_for_paths(database: Database, read: Read, _: Admit, selected: Selected) -> Read:
    """`Query.paths`: `found` is a list of paths."""
    values = read.values
    avoid = tuple(values.get("avoid", ()))
    for name in ("source", "target"):
        check_prefix(name, values[name], "Entity")
    for one in avoid:
        check_prefix("avoid", one, "Entity")
    found = await find_paths(
        database,
        values["source"],
        values["target"],
        max_hops=values["maxHops"],
        first=max(values["first"], 1),  # with an empty list, faults of the other arguments are reported too
        limits=_limits(values, "where"),
        avoid=avoid,
    )
    found = found[: values["first"]]
    return _with(read, found=[_path(number, path) for number, path in enumerate(found)])


def _path(number: int, path: FoundPath) -> dict[str, Any]:
    hops = [{"index": index, **vars(hop)} for index, hop in enumerate(path.hops)]
    return {"index": number, "length": len(hops), "entities": list(path.entities), "hops": hops}


async def look_for_slice(database: Database, read: Read, _: Admit, selected: Selected) -> Read:
    """`Query.graph`: `slice` is the result."""
    values = read.values
    around = tuple(values.get("where.around", ()))
    hops = values.get("where.hops", 1)
    most = most_starts(hops)
    if len(around) > most:
        raise InvalidInput(f"`where.around` has {len(around)} entities: at most {most} are allowed.")
    for one in around:
        check_prefix("where.around", one, "Entity")
    found = await find_slice(
        database,
        around=around,
        hops=hops,
        videos=_ids(values, "videos", "Video"),
        topics=_ids(values, "topics", "Topic"),
        kinds=_kinds(values, "where.kind"),
        limits=_limits(values, "where.relationship"),
        max_nodes=values["maxNodes"],
        co_mentions=values.get("where.coMentions"),
        backbone="links.backbone" in selected,
    )
    return _with(read, slice=_slice(found))


def _slice(found: Slice) -> dict[str, Any]:
    return {
        "nodes": [{"index": index, **vars(node)} for index, node in enumerate(found.nodes)],
        "links": [{"index": index, **vars(link)} for index, link in enumerate(found.links)],
        "truncated": found.truncated,
        "totalNodes": found.total_nodes,
    }


async def look_for_hits(database: Database, read: Read, admit: Admit, selected: Selected) -> Read:
    """`Query.search`: `ids` are those of all hits, filled up to a fixed number for every page. `hits.py` combines the
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
        kinds=_kinds(values, "kind"),
        first=read.size,
        after=after,
        within=_within(values),
        admit=admit,
    )
    ids = [hit.id for hit in hits.hits]
    return replace(_with(read, ids=ids + _NO_IDS[len(ids) :]), hits=hits)


async def look_for_suggestions(database: Database, read: Read, _: Admit, selected: Selected) -> Read:
    """`Query.suggestions`: as for hits, `ids` are those of all of them."""
    values = read.values
    given = values.get("in")
    found = await find_suggestions(
        database, values["prefix"], kinds=KINDS if given is None else tuple(given), first=read.size
    )
    ids = [hit.id for hit in found.hits]
    return replace(_with(read, ids=ids + _NO_IDS[len(ids) :]), hits=found)


async def count_hits(database: Database, read: Read, hits: Any, wanted: Iterable[str]) -> Read:
    """`SearchConnection.facets`: `facets` are the selected ones, of the hits of a search."""
    if not isinstance(hits, Hits):
        return read
    return _with(read, facets=await count_facets(database, hits, wanted))


def _within(values: dict[str, Any]) -> Within | None:
    """Returns a `SearchWhere`; None if it has no conditions."""
    given: dict[str, dict[str, Any]] = {}
    for key, label in _PLACES.items():
        sets = _ids(values, key, label)
        if sets is not None:
            given[key] = sets.given
    given["publishedOn"] = {
        word: value for word in ("gte", "lt") if (value := values.get(f"where.publishedOn.{word}"))
    }
    asked = {key: words for key, words in given.items() if words}
    return Within(asked) if asked else None


async def look_for_viewer(database: Database, read: Read, _: Admit, selected: Selected) -> Read:
    """`Query.viewer`: `viewer` is the data of the client."""
    return _with(read, viewer=viewer_fields(current_limits()))


async def look_for_changes(database: Database, read: Read, _: Admit, selected: Selected) -> Read:
    """`Query.changes`: the page has changes after `expired`, up to `latest`."""
    found = await read_range(database)
    for name in ("after", "before"):
        if (number := read.values.get(f"{name}.0")) is not None:
            found.require(number, name)
    return _with(read, latest=found.latest, expired=found.expired_to)


def read_suggestions(read: Read) -> Read:
    """`Query.suggest`: `asked` has the parameters of the index queries."""
    typed = read_typed(read.values["prefix"], _kinds(read.values, "kind"))
    return _with(read, **vars(typed))


PRE_QUERIES: dict[str, PreQuery] = {
    "paths": look_for_paths,
    "slice": look_for_slice,
    "hits": look_for_hits,
    "suggested": look_for_suggestions,
    "viewer": look_for_viewer,
    "changes": look_for_changes,
}
READINGS: dict[str, Reading] = {"suggestions": read_suggestions}

NOTHING_FOUND: dict[str, Any] = {
    "expired": 0,
    "facets": NO_FACETS,
    "found": [],
    "ids": _NO_IDS,
    "latest": 0,
    "result": {},
    "slice": _slice(Slice((), (), False, 0)),
    "viewer": viewer_fields(Limits(), SERVICE),
}
"""Returns empty values of a pre-query, for showing and planning a statement."""


def read_site(number: int, site: Site, variables: VariableValues) -> Read:
    """Reads the arguments of a field at this request.

    Raises: InvalidInput, GraphQLError: an invalid value.
    """
    arguments = get_argument_values(site.definition, site.node, variables)
    if site.coordinate.startswith("Mutation."):
        return Read(Asked(number), {"input": plain_values(arguments.get("input", arguments))})
    if site.coordinate == "Query.node":
        arguments = {"ids": [arguments["id"]]}
    read = read_arguments(
        number,
        site.fragment,
        arguments,
        coordinate=site.coordinate,
        largest=site.largest,
        paged=site.paged,
        cursors=site.cursors,
    )
    reading = READINGS.get(site.fragment.pre_query or "")
    return read if reading is None else reading(read)


def plain_values(value: Argument) -> Argument:
    """Returns a coerced argument with the names of enum values, as actions take them."""
    if isinstance(value, dict):
        return {key: plain_values(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain_values(one) for one in value]
    return value.value if isinstance(value, Enum) else value


def _with(read: Read, **values: Any) -> Read:
    return replace(read, values={**read.values, **values})


def _limits(values: dict[str, Any], path: str) -> WalkLimits:
    """Returns the `WalkWhere` at `path`."""
    types = chosen_types(values.get(f"{path}.type"), bool(values.get(f"{path}.includeCoMentions")), path)
    return WalkLimits(
        types=types,
        kinds=_kinds(values, f"{path}.kind"),
        said_from=values.get(f"{path}.saidOn.gte"),
        said_before=values.get(f"{path}.saidOn.lt"),
        min_evidence=values.get(f"{path}.minEvidence"),
        past=values.get(f"{path}.past"),
    )


def _kinds(values: dict[str, Any], path: str) -> tuple[str, ...]:
    """Returns the kinds at `path`, empty for any. An empty list matches nothing, so it becomes a kind that does not
    exist."""
    given = values.get(path)
    return () if given is None else tuple(given) or ("NONE",)


def _ids(values: dict[str, Any], key: str, label: str) -> IdSets | None:
    """Returns the `IdFilter` below `where`."""
    sets: dict[str, tuple[str, ...] | None] = {}
    for word in ("any", "all", "none"):
        given = values.get(f"where.{key}.{word}")
        for one in given or ():
            check_prefix(f"where.{key}.{word}", one, label)
        sets[word] = None if given is None else tuple(given)
    return None if all(one is None for one in sets.values()) else IdSets(**sets)
