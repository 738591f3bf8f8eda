"""The pre-queries that the head word `pre-query` of a field's file names, which run before its statement.

Each pre-query converts arguments to the values that the file needs (`$found`, …). Those of `PRE_QUERIES` query the
database: a walk or a search finds ids, and the statement fetches them. Neo4j does not know the schema and the client, so values about
them are brought. Those of `READINGS` need no database.
`service/graph` implements walks and searches.
"""

from collections.abc import Iterable
from typing import Any

from service.access.viewer import SERVICE
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.pre_queries.interface import (
    NO_IDS,
    PreQuery,
    PreQueryContext,
    Reading,
    with_values,
)
from service.api.operation.pre_queries.quotes import NO_QUOTE, look_for_citation, look_for_quote
from service.api.operation.pre_queries.searches import look_for_hits, look_for_suggestions, read_suggestions
from service.api.operation.pre_queries.viewer_fields import viewer_fields
from service.api.operation.pre_queries.walks import look_for_paths, look_for_slice, slice_values
from service.api.schema.schema_search import SchemaMember, find_member, members_of, search_schema
from service.graph.change_log import read_range
from service.graph.driver.database import Database
from service.graph.search.facets import NO_FACETS
from service.graph.walks.slice import Slice
from service.settings.limits import Limits

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
