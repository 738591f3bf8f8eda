"""Structurally new operations, as many as a flood needs: each has conditions, lists and an order that no other has together."""

from itertools import combinations
from random import Random

_CONDITIONS = (
    'name: {contains: "a"}',
    "kind: [PERSON]",
    'videos: {any: ["video:a"]}',
    'topics: {none: ["topic:a"]}',
    'channels: {all: ["channel:a"]}',
    'mentionedOn: {gte: "2020-01-01", lt: "2021-01-01"}',
    "minMentions: 2",
)
_LISTS = (
    "mentions(first: 2) { nodes { text segment { text video { title } } } }",
    "videos(first: 2, orderBy: [{field: TITLE}, {field: DURATION}]) { totalCount nodes { title channel { name } } }",
    "topics(first: 2) { totalCount nodes { name } }",
    "relationships(first: 2, where: {minEvidence: 2, kind: [PERSON]}) { totalCount nodes { type source { name } target { name } } }",
    "neighbors(first: 2, hops: 3) { totalCount truncated nodes { name } }",
)
_ORDERS = ("", ", orderBy: [{field: NAME}]", ", orderBy: [{field: MENTIONS}, {field: NAME}]")


def new_operations(seed: int) -> list[str]:
    """Returns 2,520 operations in an order that depends on the seed. Each needs a statement of its own."""
    found = [
        f"{{ entities(first: 5, where: {{{', '.join(conditions)}}}{order}) {{ nodes {{ name {' '.join(lists)} }} }} }}"
        for few in (2, 3)
        for conditions in combinations(_CONDITIONS, few)
        for some in (1, 2)
        for lists in combinations(_LISTS, some)
        for order in _ORDERS
    ]
    Random(seed).shuffle(found)
    return found
