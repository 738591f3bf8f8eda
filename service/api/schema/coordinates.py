"""Looks up fields by their coordinates (`Video.entities`). For unknown names, errors suggest similar ones."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from graphql import GraphQLField, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema

from service.errors import InvalidInput

_NEAR = 0.8
"""Minimum similarity of a suggested name: 0 to 1, by difflib."""
_MOST = 3


def find_field(schema: GraphQLSchema, parent: str, name: str) -> GraphQLField:
    """Returns the field `name` of the type `parent`.

    Raises: InvalidInput: it does not exist; the message has the most similar ones, or all fields of the type.
    """
    types = {
        one.name: one
        for one in schema.type_map.values()
        if isinstance(one, (GraphQLObjectType, GraphQLInterfaceType)) and not one.name.startswith("__")
    }
    known = [
        f"{one}.{field}"
        for one, named in types.items()
        if not one.endswith(("Connection", "Edge"))
        for field in named.fields
    ]
    near = " or ".join(_nearest(f"{parent}.{name}" if name else parent, known))
    if parent not in types:
        what = "type" if name else "field"
        hint = f"Did you mean {near}?" if near else "`videograph schema` prints all types."
        raise InvalidInput(f"There is no {what} {parent!r}: give Type.field, such as Video.entities. {hint}")
    fields = types[parent].fields
    has = f"It has {', '.join(fields)}."
    if not name:
        raise InvalidInput(f"{parent} is a type: give one of its fields. {has}")
    if name not in fields:
        hint = f" Did you mean {near}?" if near else ""
        raise InvalidInput(f"{parent} has no field {name!r}.{hint} {has}")
    return fields[name]


def _nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """Returns fields with similar type and name, in any case, the most similar first; for a name without a type, root
    fields first."""
    bare = "." not in wanted
    asked = wanted.casefold().split(".")

    def nearness(one: str) -> float:
        parts = one.casefold().split(".")[bare:]
        return min(SequenceMatcher(None, *pair).ratio() for pair in zip(parts, asked, strict=False))

    found = [one for one in known if nearness(one) >= _NEAR]
    return sorted(found, key=lambda one: (bare and not one.startswith("Query."), -nearness(one), one))[:_MOST]
