"""Pre-queries about the schema itself, which Neo4j does not know: `schemaSearch` and `schemaDefinitions`."""

from collections.abc import Iterable
from typing import Any

from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.pre_queries.interface import PreQueryContext, with_values
from service.api.schema.schema_search import SchemaMember, find_member, members_of, search_schema
from service.graph.driver.database import Database

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
