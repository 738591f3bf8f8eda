"""Compares what two peers answer about one video."""

from collections.abc import Mapping, Sequence
from typing import Any, cast


def difference(expected: Any, found: Any, path: str = "video") -> str | None:
    """Returns where and how two answers differ first; None if they are equal. Times may be whole or decimal numbers."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return _in_mappings(cast(Mapping[str, Any], expected), cast(Mapping[str, Any], found), path)
    if isinstance(expected, list) and isinstance(found, list):
        return _in_lists(cast(list[Any], expected), cast(list[Any], found), path)
    if expected == found and (expected is None) == (found is None):
        return None
    return f"{path} is {found!r:.100} instead of {expected!r:.100}"


def _in_mappings(expected: Mapping[str, Any], found: Mapping[str, Any], path: str) -> str | None:
    if missing := sorted(expected.keys() - found.keys()):
        return f"{path} has no {', '.join(missing)}"
    if more := sorted(found.keys() - expected.keys()):
        return f"{path} has also {', '.join(more)}"
    return next(
        (told for key in expected if (told := difference(expected[key], found[key], f"{path}.{key}"))), None
    )


def _in_lists(expected: Sequence[Any], found: Sequence[Any], path: str) -> str | None:
    if len(expected) != len(found):
        return f"{path} has {len(found)} items instead of {len(expected)}"
    pairs = enumerate(zip(expected, found, strict=True))
    return next(
        (told for place, (one, other) in pairs if (told := difference(one, other, f"{path}[{place}]"))), None
    )


def size_of(page: Mapping[str, Any]) -> str:
    """Returns in words what a page has."""
    quotes = sum(edge["evidence"]["totalCount"] for edge in page["relationships"]["edges"])
    return (
        f"{page['transcript']['totalCount']} segments, {page['entities']['totalCount']} entities, "
        f"{page['relationships']['totalCount']} relationships with {quotes} pieces of evidence"
    )
