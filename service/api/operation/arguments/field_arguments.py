"""Converts a field's arguments to the query on its fragment (structure) and its values.

The structure determines the statement and is planned once; the values are read again at each request.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Literal

from service.api.operation.arguments.argument_values import (
    LARGEST_LIST,
    Argument,
    check_id,
    check_ids,
    driver_value,
)
from service.api.operation.arguments.cursors import Cursors, ListCursors, NumberCursors
from service.api.operation.arguments.found import FoundPage
from service.api.schema.fields import DEFAULT_PAGE
from service.errors import InvalidInput
from service.graph.compose.conditions import Condition
from service.graph.compose.field_query import Branch, ConditionGroup, FieldQuery, page_keys
from service.graph.compose.fragment import Fragment, Order
from service.graph.compose.graph_model import GraphModel

DEEPEST_WHERE = 5
MOST_BRANCHES = 50
_GROUPS: tuple[Literal["and"], Literal["or"], Literal["not"]] = ("and", "or", "not")

type Conditions = dict[str, tuple[str, ...]]
"""Path → the keys of its filter object that are given; see `FieldQuery`."""


@dataclass
class _Room:
    """The depth and the number of branches that a `where` may still have; the outermost is one too."""

    depth: int = DEEPEST_WHERE
    branches: int = MOST_BRANCHES + 1


def _has_groups(where: Argument) -> bool:
    return isinstance(where, dict) and any(word in where for word in _GROUPS)


def _branch(fragment: Fragment, at: str, where: Argument, values: dict[str, Any], room: _Room) -> Branch:
    """Reads a `where` with `and`, `or` and `not`, or a branch of one. Adds the values below to `values`.

    Raises:
        InvalidInput: it is too deep or has too many branches, or a value is not valid.
    """
    room.branches -= 1
    if room.depth < 0:
        raise InvalidInput(f"`where` is nested too deeply: at most {DEEPEST_WHERE} of and, or, not.")
    if room.branches < 0:
        raise InvalidInput(f"`where` has too many parts: at most {MOST_BRANCHES} below and, or, not.")
    assert isinstance(where, dict)
    conditions: Conditions = {}
    below: dict[str, Any] = {}
    groups: list[ConditionGroup] = []
    for key, value in where.items():
        if key not in _GROUPS:
            read_argument(fragment, f"where.{key}", value, conditions, below)
        elif value is not None:
            room.depth -= 1
            parts = value if isinstance(value, list) else [value]
            branches = tuple(
                _branch(fragment, f"{at}.{key}.{number}", part, values, room)
                for number, part in enumerate(parts)
            )
            room.depth += 1
            groups.append(ConditionGroup(key, branches))
    values |= {f"{at}.{path.removeprefix('where.')}": value for path, value in below.items()}
    return Branch(at, conditions, tuple(groups))


def read_argument(
    fragment: Fragment, path: str, value: Argument, conditions: Conditions, values: dict[str, Any]
) -> None:
    """Reads an argument or key at `path` and everything below it. Null is the same as not given.

    Adds to `conditions` and to `values`.
    """
    types_follow = fragment.types or fragment.typed
    if value is None or (types_follow and path in ("where.type", "where.includeCoMentions")):
        return
    condition = fragment.conditions.get(path)
    if condition is None and isinstance(value, dict):
        for key, below in value.items():
            read_argument(fragment, f"{path}.{key}", below, conditions, values)
        return
    if isinstance(value, Enum) and f"{path}={value.value}" in fragment.conditions:
        conditions[f"{path}={value.value}"] = ()
        return
    if condition is None or condition.form == "plain":
        if condition is not None:
            conditions[path] = ()
            # The conditions on the two ends use the kinds of each other.
            for name in re.findall(r"\$(\w+)", condition.subject):
                values.setdefault(f"{path.rpartition('.')[0]}.{name}", None)
        values[path] = driver_value(fragment.model, path, value, search=path in fragment.normalised)
        check_id(fragment.model, path, value, fragment.label if fragment.yields else None)
        return
    keyed: dict[str, Argument] = value if isinstance(value, dict) else {"eq": value}
    given = tuple(key for key in condition.keys if _asks(key, keyed.get(key), condition))
    if not given:
        return
    conditions[path] = given
    for key in given:
        values[f"{path}.{key}"] = driver_value(
            fragment.model, f"{path}.{key}", keyed[key], search=condition.form == "text"
        )
        if condition.label is not None:
            check_ids(fragment.model, f"{path}.{key}", keyed[key], condition.label)


def _asks(key: str, value: Argument, condition: Condition) -> bool:
    """Whether a key of a filter object is a condition: everything matches `all` or `none` of an empty list."""
    return value is not None and not (condition.form == "ids" and key != "any" and value == [])


_PAGE_ARGUMENTS = ("first", "after", "last", "before", "orderBy")


@dataclass(slots=True)
class FieldArguments:
    """`values`: parameter name → value; `size`: edges of a page; `cursors`: those of a page; `found`: by a
    pre-query."""

    asked: FieldQuery
    values: dict[str, Any]
    size: int = 0
    cursors: ListCursors | None = None
    found: FoundPage | None = None


def read_arguments(
    site: int,
    fragment: Fragment,
    arguments: dict[str, Any],
    *,
    coordinate: str,
    largest: int | None,
    paged: bool,
    cursors: Cursors,
) -> FieldArguments:
    """Reads the coerced `arguments` of one field.

    Args:
        coordinate: the field, e.g. `Video.entities`: cursors belong to it.
        largest: the biggest page or list; None if the field has no such size.
        paged: whether the field is a connection.

    Raises:
        InvalidInput: a value that cannot be used; the message names the argument.
    """
    conditions: Conditions = {}
    values: dict[str, Any] = {}
    groups: tuple[ConditionGroup, ...] = ()
    literals: dict[str, int] = {}
    for name, value in arguments.items():
        if name in fragment.literals:
            literals[name] = _literal(name, value, *fragment.literals[name])
        elif name == "where" and _has_groups(value):
            branch = _branch(fragment, "where", value, values, _Room())
            conditions |= branch.conditions
            groups = branch.groups
        elif not paged or name not in _PAGE_ARGUMENTS:
            read_argument(fragment, name, value, conditions, values)
    orders = _orders(fragment, arguments.get("orderBy"))
    chosen = _chosen(fragment, arguments.get("where") or {})
    types = () if fragment.types is None or chosen == fragment.model.chosen(None, on_demand=False) else chosen
    if fragment.typed:
        conditions["where.type"] = ()
        values["where.type"] = list(chosen)
    asked = FieldQuery(site, conditions, groups, literals, orders, types)
    if fragment.members:
        # A pre-query ranks and limits before the statement, so a cursor is a position in that ranking.
        size, _ = page_size(arguments, largest or 0)
        found = ListCursors(cursors, f"{coordinate}/score-")
        return FieldArguments(asked, {**values, "after": arguments.get("after")}, size, found)
    if not paged:
        if largest is not None:
            values["first"], _ = page_size(arguments, largest)
        return FieldArguments(asked, values)
    size, backwards = page_size(arguments, largest or 0)
    keys = page_keys(fragment, asked)
    signs = "".join("-" if descends else "+" for _, descends in keys)
    named = ",".join(order.name for order in orders or (fragment.default_order,) if order)
    kind = NumberCursors if fragment.numbered else ListCursors
    own = kind(cursors, f"{coordinate}/{named}{signs}")
    given: dict[str, bool] = {}
    for name in ("after", "before"):
        cursor = arguments.get(name)
        given[name] = cursor is not None
        if cursor is not None:
            decoded = own.decode(cursor, len(keys), name)
            values |= {f"{name}.{number}": value for number, value in enumerate(decoded)}
    values["limit"] = size + 1
    asked = replace(asked, after=given["after"], before=given["before"], backwards=backwards)
    return FieldArguments(asked, values, size, own)


def _literal(name: str, value: Any, low: int, high: int) -> int:
    if value is None or not low <= value <= high:
        raise InvalidInput(f"`{name}` is {value}: it must be from {low} to {high}.")
    return value


def _orders(fragment: Fragment, given: list[dict[str, Any]] | None) -> tuple[Order, ...]:
    """Returns the requested orders, each in the requested direction or that of its file. A field named twice counts
    once.

    If the first key is reversed, keys with the same direction are reversed too, and others are not: the oldest talk
    first is still in playing order.
    """
    # An order with its own body finds items by its sort key, so there is no second order.
    most = 1 if any(name == "orderBy" for name, _ in fragment.variants) else 3
    if given and len(given) > most:
        raise InvalidInput(
            f"`orderBy` has {len(given)} keys: at most {most} {'is' if most == 1 else 'are'} allowed."
        )
    found: dict[str, Order] = {}
    for one in given or ():
        order = fragment.orders[one["field"].value]
        direction = one.get("direction")
        flip = direction is not None and (direction.value == "DESC") != order.keys[0][1]
        way = order.keys[0][1]
        keys = tuple(
            (expression, descends != (flip and descends == way)) for expression, descends in order.keys
        )
        found.setdefault(order.name, Order(order.name, keys))
    return tuple(found.values())


def _chosen(fragment: Fragment, where: dict[str, Any]) -> tuple[str, ...]:
    """Returns the requested relationship types, in the dictionary's order; none if the field has no default types."""
    if fragment.types is None and not fragment.typed:
        return ()
    given = where.get("type")
    if given is not None and len(given) > LARGEST_LIST:
        raise InvalidInput(f"`where.type` has {len(given)} values: at most {LARGEST_LIST} are allowed.")
    types = None if given is None else [one.value for one in given]
    return chosen_types(fragment.model, types, bool(where.get("includeCoMentions")), "where")


def chosen_types(
    model: GraphModel, given: Sequence[str] | None, co_mentions: bool, path: str
) -> tuple[str, ...]:
    """Returns the relationship types of a `type` and an `includeCoMentions` below `path`, in the model's order."""
    chosen = model.chosen(given, on_demand=co_mentions)
    if not chosen:
        raise InvalidInput(f"`{path}.type` is empty: name at least one type, or leave it out.")
    return chosen


def page_size(arguments: dict[str, Any], largest: int) -> tuple[int, bool]:
    """Returns the greatest number of edges, and whether they are taken from the end.

    Raises:
        InvalidInput: both ends, a negative number, or more than `largest`.
    """
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise InvalidInput("Give `first` or `last`, not both.")
    name, size = ("last", last) if last is not None else ("first", DEFAULT_PAGE if first is None else first)
    if size < 0:
        raise InvalidInput(f"`{name}` is {size}: it must not be negative.")
    if size > largest:
        way = "before" if name == "last" else "after"
        raise InvalidInput(f"`{name}` is {size}: at most {largest} fit a page. Go on with `{way}`.")
    return size, last is not None
