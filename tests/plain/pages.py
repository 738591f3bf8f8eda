"""Pages for the plain executor: fetch all, sort in Python, cut.

Only the strings of cursors come from the service (they are opaque); what they cut is decided here.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from plain.graph import Thing
from service.api.operation.arguments.cursors import Cursors
from service.errors import InvalidCursor, InvalidInput

DEFAULT = 20
CURSORS = Cursors()


@dataclass(frozen=True)
class Listed:
    """One item of a list. `facts` belong to the edge, `more` to the order only."""

    item: Thing
    facts: Thing = field(default_factory=dict)
    more: Thing = field(default_factory=dict)


type Key = tuple[Callable[[Listed], Any], bool]
"""A sort key, and whether it descends."""
type Orders = dict[str, list[Key]]


class Numbers:
    """Cursors that are numbers, up to the latest one."""

    def __init__(self, latest: int) -> None:
        self.latest = latest

    def encode(self, _: str, keys: list[Any]) -> str:
        return str(keys[0])

    def decode(self, cursor: str, *_: Any) -> list[Any]:
        if (
            not cursor.isdecimal()
            or not cursor.isascii()
            or str(int(cursor)) != cursor
            or int(cursor) > self.latest
        ):
            raise InvalidCursor("no number of a change")
        return [int(cursor)]


def sort_keys(
    orders: Orders, asked: list[dict[str, str]] | None, ties: Sequence[Callable[[Listed], Any]], most: int = 3
):
    """Names and keys of the order that is asked for; the first of `orders` is the default. Keys that go the way of the first
    turn with it."""
    if asked and len(asked) > most:
        raise InvalidInput("too many sort keys")
    names: list[str] = []
    keys: list[Key] = []
    for one in asked or []:
        if one["field"] not in names:
            names.append(one["field"])
            usual = orders[one["field"]]
            way = one.get("direction")
            flip = way is not None and (way == "DESC") != usual[0][1]
            keys += [
                (function, descends != (flip and descends == usual[0][1])) for function, descends in usual
            ]
    if not names:
        names, keys = [next(iter(orders))], list(next(iter(orders.values())))
    return names, keys + [(tie, keys[-1][1]) for tie in ties]


def page(
    coordinate: str,
    items: list[Listed],
    arguments: dict[str, Any],
    orders: Orders,
    *,
    largest: int = 100,
    ties: Sequence[Callable[[Listed], Any]] = (lambda listed: listed.item["id"],),
    most: int = 3,
    cursors: Cursors | Numbers = CURSORS,
) -> Thing:
    """The connection of a list of which all items are known.

    Raises:
        InvalidInput: an argument that cannot be used.
    """
    names, keys = sort_keys(orders, arguments.get("orderBy"), ties, most)
    tag = f"{coordinate}/{','.join(names)}{''.join('-' if descends else '+' for _, descends in keys)}"
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise InvalidInput("both first and last")
    size = last if last is not None else DEFAULT if first is None else first
    if not 0 <= size <= largest:
        raise InvalidInput("no such page size")
    after, before = (
        None if arguments.get(name) is None else cursors.decode(arguments[name], tag, len(keys), name)
        for name in ("after", "before")
    )
    everything = list(items)
    for function, descends in reversed(keys):
        everything.sort(key=function, reverse=descends)

    def values(listed: Listed) -> list[Any]:
        return [function(listed) for function, _ in keys]

    def precedes(one: list[Any], other: list[Any]) -> bool:
        for a, b, (_, descends) in zip(one, other, keys, strict=True):
            if a != b:
                return (a > b) if descends else (a < b)
        return False

    window = [
        listed
        for listed in everything
        if (after is None or precedes(after, values(listed)))
        and (before is None or precedes(values(listed), before))
    ]
    if last is None:
        taken = window[:size]
        following, preceding = len(window) > size, after is not None
    else:
        taken = window[len(window) - min(size, len(window)) :]
        following, preceding = before is not None, len(window) > size
    marks = [cursors.encode(tag, values(listed)) for listed in taken]
    kinds = Counter(listed.item.get("kind") for listed in items)
    return {
        "edges": [
            {"cursor": cursor, "node": listed.item, **listed.facts}
            for cursor, listed in zip(marks, taken, strict=True)
        ],
        "nodes": [listed.item for listed in taken],
        "pageInfo": {
            "hasNextPage": following,
            "hasPreviousPage": preceding,
            "startCursor": marks[0] if marks else None,
            "endCursor": marks[-1] if marks else None,
        },
        "totalCount": len(items),
        "countsByKind": [
            {"kind": kind, "count": count}
            for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], str(pair[0])))
        ],
    }
