"""The pre-queries that the head word `pre-query` of a field's file names, which run before its statement.

Each pre-query converts arguments to the values that the file needs (`$found`, …). Those of `PRE_QUERIES` query the
database: a walk or a search finds ids, and the statement fetches them. Neo4j does not know the schema and the client, so values about
them are brought. Those of `READINGS` need no database.
`service/graph` implements walks and searches.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from service.access.viewer import SERVICE
from service.actions.quotes import (
    FindCitation,
    QuoteCheck,
    QuotePlace,
    VerifyQuote,
    find_citation,
    verify_quote,
)
from service.api.operation.arguments.argument_values import check_prefix
from service.api.operation.arguments.field_arguments import FieldArguments, chosen_types
from service.api.operation.pre_queries.interface import (
    NO_IDS,
    PreQuery,
    PreQueryContext,
    Reading,
    ids_at,
    kinds_at,
    with_values,
)
from service.api.operation.pre_queries.searches import look_for_hits, look_for_suggestions, read_suggestions
from service.api.operation.pre_queries.viewer_fields import viewer_fields
from service.api.schema.schema_search import SchemaMember, find_member, members_of, search_schema
from service.errors import InvalidInput
from service.graph.change_log import read_range
from service.graph.driver.database import Database
from service.graph.search.facets import NO_FACETS
from service.graph.walks.limits import WalkLimits
from service.graph.walks.paths import FoundPath, find_paths
from service.graph.walks.slice import Slice, find_slice, most_starts
from service.settings.limits import Limits

NO_QUOTE: dict[str, Any] = {"status": "ABSENT", "text": "", "places": [], "elsewhere": []}


async def look_for_quote(database: Database, read: FieldArguments, asked: PreQueryContext) -> FieldArguments:
    """`Query.verifyQuote`: `quote` is the result."""
    values = read.values
    request = VerifyQuote(
        values["text"], _lookup(values, "video"), _lookup(values, "speaker"), max(values["first"], 1)
    )
    return with_values(read, quote=_values(await verify_quote(database, request), values["first"]))


async def look_for_citation(
    database: Database, read: FieldArguments, asked: PreQueryContext
) -> FieldArguments:
    """`Query.quote`: `quote` is the result."""
    values = read.values
    request = FindCitation(values["by.permalink"], max(values["first"], 1))
    return with_values(read, quote=_values(await find_citation(database, request), values["first"]))


def _lookup(values: dict[str, Any], argument: str) -> str | None:
    """Returns the one key of a lookup that is given; each says what to look for."""
    given = (values.get(f"{argument}.{key}") for key in ("id", "slug", "url", "name"))
    return next((one for one in given if one is not None), None)


def _values(found: QuoteCheck, first: int) -> dict[str, Any]:
    return {
        "status": found.status,
        "text": found.text,
        "places": _places(found.places[:first]),
        "elsewhere": _places(found.elsewhere[:first]),
        "decisionId": found.decision,
        "withdrawnAt": found.withdrawn_at,
    }


def _places(places: tuple[QuotePlace, ...]) -> list[dict[str, Any]]:
    return [
        {
            "index": number,
            "status": one.status,
            "quote": one.quote,
            "differences": [
                {"index": place, **asdict(difference)} for place, difference in enumerate(one.differences)
            ],
            "likeness": one.likeness,
            "videoId": one.video,
            "speakerId": one.speaker,
            "segmentIds": list(one.segments),
            "startSeconds": one.start_seconds,
            "endSeconds": one.end_seconds,
            "url": one.url,
            "permalink": one.permalink,
        }
        for number, one in enumerate(places)
    ]


async def look_for_paths(database: Database, read: FieldArguments, asked: PreQueryContext) -> FieldArguments:
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
    return with_values(read, found=[_path(number, path) for number, path in enumerate(found)])


def _path(number: int, path: FoundPath) -> dict[str, Any]:
    hops = [{"index": index, **vars(hop)} for index, hop in enumerate(path.hops)]
    return {"index": number, "length": len(hops), "entities": list(path.entities), "hops": hops}


async def look_for_slice(database: Database, read: FieldArguments, asked: PreQueryContext) -> FieldArguments:
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
        videos=ids_at(values, "videos", "Video"),
        topics=ids_at(values, "topics", "Topic"),
        kinds=kinds_at(values, "where.kind"),
        limits=_limits(values, "where.relationship"),
        max_nodes=values["maxNodes"],
        co_mentions=values.get("where.coMentions"),
        backbone="links.backbone" in asked.selected,
    )
    return with_values(read, slice=slice_values(found))


def slice_values(found: Slice) -> dict[str, Any]:
    return {
        "nodes": [{"index": index, **vars(node)} for index, node in enumerate(found.nodes)],
        "links": [{"index": index, **vars(link)} for index, link in enumerate(found.links)],
        "truncated": found.truncated,
        "totalNodes": found.total_nodes,
    }


def _limits(values: dict[str, Any], path: str) -> WalkLimits:
    """Returns the `WalkWhere` at `path`."""
    types = chosen_types(values.get(f"{path}.type"), bool(values.get(f"{path}.includeCoMentions")), path)
    return WalkLimits(
        types=types,
        kinds=kinds_at(values, f"{path}.kind"),
        said_from=values.get(f"{path}.saidOn.gte"),
        said_before=values.get(f"{path}.saidOn.lt"),
        min_evidence=values.get(f"{path}.minEvidence"),
        past=values.get(f"{path}.past"),
    )


_TYPES = ("OBJECT", "INTERFACE", "ENUM", "INPUT_OBJECT")


async def look_for_matches(
    database: Database, read: FieldArguments, asked: PreQueryContext
) -> FieldArguments:
    """`Query.schemaSearch`: `found` are the matches."""
    values = read.values
    found = search_schema(
        values["query"],
        values["first"],
        values.get("operation"),
        after=values.get("after") or "",
        least=values.get("minScore") or 0.0,
    )
    matches = [
        {
            "index": index,
            "coordinate": one.member.coordinate,
            "member": _fields(one.member),
            "pathsToRoot": list(one.paths),
            "score": one.score,
            "cursor": one.member.coordinate,
        }
        for index, one in enumerate(found)
    ]
    return with_values(read, found=matches)


async def look_for_definitions(
    database: Database, read: FieldArguments, asked: PreQueryContext
) -> FieldArguments:
    """`Query.schemaDefinitions`: `found` are the members."""
    return with_values(read, found=_numbered(_fields(find_member(one)) for one in read.values["coordinates"]))


def _fields(member: SchemaMember) -> dict[str, Any]:
    members = members_of(member.name) if member.kind in _TYPES else ()
    return {**_own(member), "members": _numbered(_own(one) | {"members": []} for one in members)}


def _own(member: SchemaMember) -> dict[str, Any]:
    return {
        "coordinate": member.coordinate,
        "kind": member.kind,
        "name": member.name,
        "signature": member.signature,
        "description": member.description,
        "arguments": _numbered(vars(one) for one in member.arguments),
    }


def _numbered(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"index": index, **one} for index, one in enumerate(found)]


async def look_for_viewer(database: Database, read: FieldArguments, asked: PreQueryContext) -> FieldArguments:
    """`Query.viewer`: `viewer` is the data of the client."""
    return with_values(read, viewer=viewer_fields(asked.limits))


async def look_for_changes(
    database: Database, read: FieldArguments, asked: PreQueryContext
) -> FieldArguments:
    """`Query.changes`: the page has changes after `expired`, up to `latest`."""
    found = await read_range(database)
    for name in ("after", "before"):
        if (number := read.values.get(f"{name}.0")) is not None:
            found.require(number, name)
    return with_values(read, latest=found.latest, expired=found.expired_to)


PRE_QUERIES: dict[str, PreQuery] = {
    "paths": look_for_paths,
    "slice": look_for_slice,
    "quote": look_for_quote,
    "citation": look_for_citation,
    "hits": look_for_hits,
    "suggested": look_for_suggestions,
    "viewer": look_for_viewer,
    "changes": look_for_changes,
    "matches": look_for_matches,
    "definitions": look_for_definitions,
}
OF_THE_VIEWER = frozenset({"viewer"})
"""Those that find something else for another client."""
READINGS: dict[str, Reading] = {"suggestions": read_suggestions}


NOTHING_FOUND: dict[str, Any] = {
    "expired": 0,
    "facets": NO_FACETS,
    "found": [],
    "ids": NO_IDS,
    "latest": 0,
    "quote": NO_QUOTE,
    "result": {},
    "slice": slice_values(Slice((), (), False, 0)),
    "viewer": viewer_fields(Limits(), SERVICE),
}
"""The values of each pre-query when nothing was found, for showing and planning a statement."""
