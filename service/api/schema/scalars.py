"""Date, DateTime, URL, Cursor and JSON. The graph returns them as text; input values are checked here."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NewType

import strawberry
from graphql import GraphQLError, StringValueNode, ValueNode, value_from_ast_untyped
from graphql.pyutils import inspect
from strawberry.types.scalar import ScalarDefinition

from service.domain.quotes import Citation

Date = NewType("Date", str)
DateTime = NewType("DateTime", str)
URL = NewType("URL", str)
Cursor = NewType("Cursor", str)
Permalink = NewType("Permalink", str)
JSON = NewType("JSON", object)


@dataclass(frozen=True, slots=True)
class JsonObject:
    """A JSON object of a client, as one value: nothing in it is an argument, so it changes no plan."""

    value: dict[str, Any]


def _parse_date(value: object, node: ValueNode | None = None) -> datetime.date:
    if isinstance(value, str) and len(value) == 10:
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise GraphQLError(
        f"Date takes an ISO 8601 calendar date such as 2026-11-24, not {inspect(value):.40}.", node
    )


def _parse_url(value: object, node: ValueNode | None = None) -> str:
    if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
        return value
    raise GraphQLError(f"URL takes an absolute http(s) URL, not {inspect(value):.40}.", node)


def _parse_text(name: str) -> Callable[[object], str]:
    def parse(value: object) -> str:
        if isinstance(value, str):
            return value
        raise GraphQLError(f"{name} takes a string, not {inspect(value):.40}.")

    return parse


def permalink_of(value: Any) -> str:
    """Returns an address: made already, or of the words, the video's id, the second and the names of who speaks."""
    if isinstance(value, str):
        return value
    return Citation.of(*value).path


def _literal(node: ValueNode) -> str:
    if isinstance(node, StringValueNode):
        return node.value
    raise GraphQLError("A string is expected here.", node)


def _parse_json(value: Any, node: ValueNode | None = None) -> JsonObject:
    if _is_object(value):
        return JsonObject(value)
    raise GraphQLError(f"JSON takes an object, not {inspect(value):.40}.", node)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


SCALARS: dict[object, ScalarDefinition] = {
    Date: strawberry.scalar(
        name="Date",
        description="ISO 8601 calendar date, e.g. 2026-11-24.",
        parse_value=_parse_date,
        parse_literal=lambda node, variables=None: _parse_date(_literal(node), node),
    ),
    DateTime: strawberry.scalar(
        name="DateTime", description="ISO 8601 date-time in UTC, e.g. 2026-11-24T13:25:00Z."
    ),
    Cursor: strawberry.scalar(
        name="Cursor",
        description="Position of a change in the order of all changes. Store it to go on from there.",
        parse_value=_parse_text("Cursor"),
        parse_literal=lambda node, variables=None: _literal(node),
    ),
    Permalink: strawberry.scalar(
        name="Permalink",
        description="Address of a quote on this service, as a path: `/quote?video=…&t=…&speaker=…&text=…`. It is made of the words, the second and all who speak, each as a `speaker`, so it lasts when entities are renamed and when the video is imported again.",
        serialize=permalink_of,
        parse_value=_parse_text("Permalink"),
        parse_literal=lambda node, variables=None: _literal(node),
    ),
    JSON: strawberry.scalar(
        name="JSON",
        description="A JSON object.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc8259",
        parse_value=_parse_json,
        parse_literal=lambda node, variables=None: _parse_json(value_from_ast_untyped(node, variables), node),
    ),
    URL: strawberry.scalar(
        name="URL",
        description="Absolute http(s) URL. Where its field says so, it may be a path on this service.",
        specified_by_url="https://url.spec.whatwg.org/",
        parse_value=_parse_url,
        parse_literal=lambda node, variables=None: _parse_url(_literal(node), node),
    ),
}
