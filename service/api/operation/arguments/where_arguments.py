"""Reads `where` and all other arguments that become conditions, and the values that these compare with."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from service.api.operation.arguments.argument_values import Argument, check_id, check_ids, driver_value
from service.errors import InvalidInput
from service.graph.compose.conditions import Condition
from service.graph.compose.field_query import Branch, ConditionGroup
from service.graph.compose.fragment import Fragment

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


def has_groups(where: Argument) -> bool:
    """Whether a `where` uses `and`, `or` or `not`."""
    return isinstance(where, dict) and any(word in where for word in _GROUPS)


def read_where(fragment: Fragment, where: Argument, values: dict[str, Any]) -> Branch:
    """Reads a `where` with `and`, `or` and `not`. Adds the values below to `values`.

    Raises:
        InvalidInput: it is too deep or has too many branches, or a value is not valid.
    """
    return _branch(fragment, "where", where, values, _Room())


def _branch(fragment: Fragment, at: str, where: Argument, values: dict[str, Any], room: _Room) -> Branch:
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
        values[path] = driver_value(path, value, search=path in fragment.normalised)
        check_id(path, value, fragment.label if fragment.yields else None)
        return
    keyed: dict[str, Argument] = value if isinstance(value, dict) else {"eq": value}
    given = tuple(key for key in condition.keys if _asks(key, keyed.get(key), condition))
    if not given:
        return
    conditions[path] = given
    for key in given:
        values[f"{path}.{key}"] = driver_value(f"{path}.{key}", keyed[key], search=condition.form == "text")
        if condition.label is not None:
            check_ids(f"{path}.{key}", keyed[key], condition.label)


def _asks(key: str, value: Argument, condition: Condition) -> bool:
    """Whether a key of a filter object is a condition: everything matches `all` or `none` of an empty list."""
    return value is not None and not (condition.form == "ids" and key != "any" and value == [])
