"""A field's arguments → what they ask of its fragment (structure) and with which values.

The structure shapes the statement and is planned once; the values are read again at each request.
"""

# Coerced arguments are plain dicts and lists of whatever the schema says.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

from service.api.pages import decode_cursor, page_size
from service.errors import InvalidInput
from service.graph.compose import Asked, page_keys
from service.graph.conditions import Condition
from service.graph.fragments import Fragment, Order
from service.graph.model import CO_MENTION, read_model
from service.graph.text import search_form

LARGEST_LIST = 100
LONGEST_TEXT = 1000
_PAGE_ARGUMENTS = ("first", "after", "last", "before", "orderBy")


@dataclass(frozen=True)
class Read:
    """`values`: a parameter's name → its value; `size`: edges that a page takes; `tag`: for its cursors."""

    asked: Asked
    values: dict[str, Any]
    size: int = 0
    tag: str = ""


def read_arguments(
    site: int, fragment: Fragment, arguments: dict[str, Any], *, coordinate: str, largest: int | None
) -> Read:
    """What the coerced `arguments` of one field ask.

    Args:
        coordinate: the field, e.g. `Video.entities`: cursors belong to it.
        largest: the biggest page; None when the field is no connection.

    Raises:
        InvalidInput: a value that cannot be used; the message names the argument.
    """
    conditions: dict[str, tuple[str, ...]] = {}
    values: dict[str, Any] = {}
    for name, value in arguments.items():
        if name not in _PAGE_ARGUMENTS:
            _read(fragment, name, value, conditions, values)
    orders = _orders(fragment, arguments.get("orderBy"))
    asked = Asked(site, conditions, orders, _types(fragment, arguments.get("where") or {}))
    if largest is None:
        return Read(asked, values)
    size, backwards = page_size(arguments, largest)
    keys = page_keys(fragment, asked)
    signs = "".join("-" if descends else "+" for _, descends in keys)
    named = ",".join(order.name for order in orders or (fragment.default_order,) if order)
    tag = f"{coordinate}/{named}{signs}"
    given: dict[str, bool] = {}
    for name in ("after", "before"):
        cursor = arguments.get(name)
        given[name] = cursor is not None
        if cursor is not None:
            decoded = decode_cursor(cursor, tag, len(keys), name)
            values |= {f"{name}.{number}": value for number, value in enumerate(decoded)}
    values["limit"] = size + 1
    asked = Asked(site, conditions, orders, asked.types, given["after"], given["before"], backwards)
    return Read(asked, values, size, tag)


def _read(
    fragment: Fragment, path: str, value: Any, conditions: dict[str, tuple[str, ...]], values: dict[str, Any]
) -> None:
    """One argument or key at `path`, and what lies in it. Null is the same as not given."""
    if value is None or (fragment.types and path in ("where.type", "where.includeCoMentions")):
        return
    condition = fragment.conditions.get(path)
    if condition is None and isinstance(value, dict):
        for key, below in value.items():
            _read(fragment, f"{path}.{key}", below, conditions, values)
        return
    if isinstance(value, Enum) and f"{path}={value.value}" in fragment.conditions:
        conditions[f"{path}={value.value}"] = ()
        return
    if condition is None or condition.form == "plain":
        if condition is not None:
            conditions[path] = ()
        values[path] = _value(path, value, search=path in fragment.normalised)
        _check_id(path, value, fragment.label if fragment.yields else None)
        return
    keyed: dict[str, Any] = value if isinstance(value, dict) else {"eq": value}
    given = tuple(key for key in condition.keys if _asks(key, keyed.get(key), condition))
    if not given:
        return
    conditions[path] = given
    for key in given:
        values[f"{path}.{key}"] = _value(f"{path}.{key}", keyed[key], search=condition.form == "text")
        if condition.label is not None:
            _check_ids(f"{path}.{key}", keyed[key], condition.label)


def _asks(key: str, value: Any, condition: Condition) -> bool:
    """Whether a key of a filter object asks anything: all or none of no ids is fulfilled by everything."""
    return value is not None and not (condition.form == "ids" and key != "any" and value == [])


def _value(path: str, value: Any, *, search: bool) -> Any:
    """A value as the driver takes it."""
    if isinstance(value, list):
        if len(value) > LARGEST_LIST:
            raise InvalidInput(f"`{path}` has {len(value)} values: at most {LARGEST_LIST} are taken.")
        return [_value(path, one, search=search) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise InvalidInput(f"`{path}` has {len(value)} characters: at most {LONGEST_TEXT} are taken.")
        return search_form(value) if search else value
    if path == "seconds" and value < 0:
        raise InvalidInput(f"`seconds` is {value}: it must not be negative.")
    return value


def _check_ids(path: str, ids: list[str], label: str) -> None:
    for one in ids:
        _check_prefix(path, one, label)


def _check_id(path: str, value: Any, label: str | None) -> None:
    if path == "by.id" and label is not None:
        _check_prefix(path, value, label)
    elif path in ("id", "ids"):
        for one in value if isinstance(value, list) else [value]:
            if label_of(str(one)) is None:
                raise InvalidInput(f"`{path}`: {one!r:.60} is no id. Pass an `id` that the API gave.")


def _check_prefix(path: str, value: str, label: str) -> None:
    if not value.startswith(f"{label.lower()}:"):
        raise InvalidInput(f"`{path}`: {value!r:.60} is no id of type {label}.")


def label_of(node_id: str) -> str | None:
    """The label of what an id stands for; None when it is no id of ours."""
    prefix, colon, rest = node_id.partition(":")
    labels = {"channel", "video", "segment", "topic", "entity", "relationship", "evidence"}
    return prefix.capitalize() if colon and rest and prefix in labels else None


def _orders(fragment: Fragment, given: list[dict[str, Any]] | None) -> tuple[Order, ...]:
    """The orders asked for, each turned the way that is asked; a field named twice counts once."""
    if given and len(given) > 3:
        raise InvalidInput(f"`orderBy` has {len(given)} keys: at most 3 are taken.")
    found: dict[str, Order] = {}
    for one in given or ():
        order = fragment.orders[one["field"].value]
        flip = (one["direction"].value == "DESC") != order.keys[0][1]
        keys = tuple((expression, descends != flip) for expression, descends in order.keys)
        found.setdefault(order.name, Order(order.name, keys))
    return tuple(found.values())


def _types(fragment: Fragment, where: dict[str, Any]) -> tuple[str, ...]:
    """Relationship types for the pattern, in the dictionary's order; empty for those that it has."""
    if fragment.types is None:
        return ()
    connections = read_model().connections
    wanted = (
        {one.value for one in where["type"]}
        if where.get("type") is not None
        else set(connections) - {CO_MENTION}
    )
    if where.get("includeCoMentions"):
        wanted.add(CO_MENTION)
    if not wanted:
        raise InvalidInput("`where.type` is empty: name at least one type, or leave it out.")
    chosen = tuple(name for name in connections if name in wanted)
    return () if len(chosen) == len(connections) - 1 and CO_MENTION not in wanted else chosen


def parameters_of(cypher: str) -> set[str]:
    """Names of the parameters that a text uses."""
    return set(re.findall(r"\$(\w+)", cypher))
