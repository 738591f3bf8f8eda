"""Declares fields in Strawberry types: `field` for a value, `page` for a list that can grow.

There are no resolvers: the .cypher file of a field says the rest. Type, arguments and description are declared here.
"""

from types import GenericAlias
from typing import Any, Literal

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from service.access.scopes import Needed

DEFAULT_PAGE = 20
LARGEST_PAGE = 100


type Variation = Literal["viewer", "time"]
"""What a value depends on that is not in the graph: who asks, or when."""


class Argument:
    """An argument's type (as in an annotation), description and default."""

    def __init__(self, annotation: Any, description: str, *, default: Any = strawberry.UNSET) -> None:
        self.annotation = annotation
        self.description = description
        self.default = default


def field(
    description: str,
    *,
    name: str | None = None,
    largest: int | None = None,
    expected: int | None = None,
    scope: Needed | None = None,
    varies: Variation | None = None,
    **arguments: Argument,
) -> Any:
    """Declares one field. Argument names are snake_case here and camelCase in GraphQL.

    Args:
        name: the field's name in GraphQL, where Python has a word of that name.
        largest: the biggest `first` or `last` of a page, or `first` of a list.
        expected: how many objects a list without such an argument is reckoned to hold.
        scope: what a client needs for a root field; each root field has one.
        varies: for a value that is not the same for everybody, or not always, while the graph is the same. Answers with it are not kept.
    """
    metadata = {"largest": largest, "expected": expected, "scope": scope, "varies": varies}
    made = strawberry.field(
        name=name,
        description=description,
        metadata={key: value for key, value in metadata.items() if value} or None,
    )
    made.arguments = [
        StrawberryArgument(
            python_name=argument_name,
            graphql_name="in" if argument_name == "in_" else None,
            type_annotation=StrawberryAnnotation(argument.annotation),
            description=argument.description,
            default=argument.default,
        )
        for argument_name, argument in arguments.items()
    ]
    return made


def page(
    description: str,
    *,
    where: type | None = None,
    order: type | None = None,
    largest: int = LARGEST_PAGE,
    forwards: bool = False,
    scope: Needed | None = None,
    cursor: Any = str,
    where_description: str = "Returns only items that match every given field.",
    **arguments: Argument,
) -> Any:
    """Declares a field with a connection: pages by cursor, forwards (`first`, `after`) and backwards.

    Args:
        forwards: forwards only.
        cursor: the type of `after` and `before`.
        scope: see `field`.
    """
    every: dict[str, Any] = {}
    if where is not None:
        every["where"] = Argument(where | None, where_description)
    if order is not None:
        every["order_by"] = Argument(
            GenericAlias(list, order) | None, "Sort keys, in order of precedence; at most three."
        )
    every |= arguments
    every |= {
        "first": Argument(
            int | None, f"Page size, counted from the start. 0 to {largest}; default {DEFAULT_PAGE}."
        ),
        "after": Argument(cursor | None, "Returns items after this cursor."),
    }
    if forwards:
        return field(description, largest=largest, scope=scope, **every)
    every |= {
        "last": Argument(int | None, f"Page size, counted from the end. 0 to {largest}."),
        "before": Argument(cursor | None, "Returns items before this cursor."),
    }
    return field(description, largest=largest, scope=scope, **every)
