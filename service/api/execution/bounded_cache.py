"""A dictionary that keeps what was used last."""

from collections import OrderedDict
from typing import Any

_KEPT = 500


def keep[T](kept: "OrderedDict[Any, T]", key: object, value: T) -> T:
    """Adds a value, and removes the oldest one if there are too many. Returns the value."""
    kept[key] = value
    if len(kept) > _KEPT:
        kept.popitem(last=False)
    return value
