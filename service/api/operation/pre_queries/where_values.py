"""Reads filters that a pre-query takes instead of conditions: kinds and sets of ids."""

from typing import Any

from service.api.operation.arguments.argument_values import check_prefix
from service.domain.identity import IdSets


def kinds_at(values: dict[str, Any], path: str) -> tuple[str, ...]:
    """Returns the kinds at `path`, empty for any. An empty list matches nothing, so it becomes a kind that does not
    exist."""
    given = values.get(path)
    return () if given is None else tuple(given) or ("NONE",)


def ids_at(values: dict[str, Any], key: str, label: str) -> IdSets | None:
    """Returns the `IdFilter` below `where`."""
    sets: dict[str, tuple[str, ...] | None] = {}
    for word in ("any", "all", "none"):
        given = values.get(f"where.{key}.{word}")
        for one in given or ():
            check_prefix(f"where.{key}.{word}", one, label)
        sets[word] = None if given is None else tuple(given)
    return None if all(one is None for one in sets.values()) else IdSets(**sets)
