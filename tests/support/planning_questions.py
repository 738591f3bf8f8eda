"""Families of growing operations. The larger one is, the more Neo4j has to plan, until a limit refuses it."""

from collections.abc import Callable
from itertools import cycle, islice

type Family = Callable[[int], str]
"""The operation of a size, which begins at 1."""


def _ids(label: str) -> str:
    return f'{label}s: {{any: ["{label}:a"], all: ["{label}:a"], none: ["{label}:a"]}}'


_EACH = [
    '{name: {contains: "a"}}',
    "{kind: [PERSON]}",
    '{videos: {any: ["video:a"]}}',
    '{topics: {none: ["topic:a"]}}',
    '{channels: {all: ["channel:a"]}}',
    '{mentionedOn: {gte: "2020-01-01", lt: "2021-01-01"}}',
    "{minMentions: 2}",
]
_ALL = (
    '{name: {contains: "a"}, kind: [PERSON], videos: {any: ["video:a"]}, topics: {any: ["topic:a"]}, '
    'channels: {any: ["channel:a"]}, mentionedOn: {gte: "2020-01-01"}, minMentions: 2}'
)
_EVERY_KEY = (
    '{name: {eq: "a", in: ["a"], contains: "a", startsWith: "a"}, '
    + ", ".join(_ids(label) for label in ("video", "topic", "channel"))
    + "}"
)
_STATED = (
    'type: [USES], eitherKind: [COMPANY], videos: {any: ["video:a"]}, channels: {any: ["channel:a"]}, '
    'topics: {any: ["topic:a"]}, speakers: {any: ["entity:a"]}, saidOn: {gte: "2020-01-01"}'
)
_STATED_ROOTS = ["relationships", "evidence"]
_LISTS = [
    "mentions(first: {n}) {{ nodes {{ text segment {{ text video {{ title }} }} }} }}",
    "videos(first: {n}, orderBy: [{{field: TITLE}}, {{field: DURATION}}]) {{ totalCount nodes {{ title channel {{ name }} }} }}",
    "topics(first: {n}) {{ totalCount nodes {{ name }} }}",
    "relationships(first: {n}, where: {{minEvidence: 2, kind: [PERSON]}}) {{ totalCount nodes {{ type source {{ name }} target {{ name }} }} }}",
    "neighbors(first: {n}, hops: 3) {{ totalCount truncated nodes {{ name }} }}",
]


def _nodes(field: str, where: str) -> str:
    return f"{field}(first: 10, where: {where}) {{ nodes {{ id }} }}"


def _entities(where: str) -> str:
    return f"{{ {_nodes('entities', where)} }}"


def _some(conditions: list[str], count: int) -> str:
    return f"[{', '.join(islice(cycle(conditions), count))}]"


def _nested(depth: int, width: int) -> str:
    """Returns conditions of the greatest allowed depth. Only their width grows."""
    if depth == 0:
        return '{videos: {any: ["video:a"]}}'
    return f"{{or: [{', '.join([_nested(depth - 1, width)] * width)}], not: {_nested(depth - 1, 1)}}}"


def _both_ends(depth: int) -> str:
    if depth == 0:
        return "name"
    below = _both_ends(depth - 1)
    return f"relationships(first: 2) {{ nodes {{ source {{ {below} }} target {{ {below} }} }} }}"


def _lists(count: int, alias: str = "a") -> str:
    return " ".join(
        f"{alias}{number}: {text.format(n=number + 1)}"
        for number, text in enumerate(islice(cycle(_LISTS), count))
    )


def _roots(count: int, fields: list[str]) -> str:
    return "{ " + " ".join(f"a{number}: {fields[number % len(fields)]}" for number in range(count)) + " }"


_ROOTS = [
    _nodes("entities", one).replace("{ id }", "{ name videos(first: 2) { nodes { title } } }") for one in _EACH
] + [
    _nodes("videos", '{title: {contains: "a"}, topics: {any: ["topic:a"]}, entities: {any: ["entity:a"]}}'),
    _nodes("videos", '{speakers: {none: ["entity:a"]}, channels: {any: ["channel:a"]}}'),
    _nodes("segments", '{entities: {any: ["entity:a"]}, topics: {any: ["topic:a"]}, videos: {any: ["video:a"]}}'),
    _nodes("topics", '{videos: {any: ["video:a"]}, entities: {any: ["entity:a"]}}'),
]  # fmt: skip

FAMILIES: dict[str, Family] = {
    "or of single conditions": lambda n: _entities(f"{{or: {_some(_EACH, n)}}}"),
    "and of single conditions": lambda n: _entities(f"{{and: {_some(_EACH, n)}}}"),
    "or and and of single conditions": lambda n: _entities(f"{{or: {_some(_EACH, n)}, and: {_some(_EACH, n)}}}"),
    "or and and of all conditions": lambda n: _entities(f"{{or: {_some([_ALL], n)}, and: {_some([_ALL], n)}}}"),
    "or of ids in every way": lambda n: _entities(f"{{or: {_some([f"{{{_ids('video')}}}"], n)}}}"),
    "not of or": lambda n: _entities(f"{{not: {{or: {_some(_EACH, n)}}}, and: {_some([_ALL], n)}}}"),
    "conditions inside each other": lambda n: _entities(_nested(2, n)),
    "every key, then or": lambda n: _entities(f"{_EVERY_KEY[:-1]}, or: {_some(_EACH, n)}}}"),
    "every key in many lists": lambda n: _roots(n, [_nodes("entities", f"{_EVERY_KEY[:-1]}, minMentions: {k}, or: {_some(_EACH, k)}}}") for k in range(1, 20)]),
    "what is newly stated": lambda n: _roots(n, [_nodes(field, f"{{{_STATED}, past: {str(k % 2 == 0).lower()}}}") for k in range(8) for field in _STATED_ROOTS]),
    "root fields alike": lambda n: _roots(n, ["videos(first: 3) { nodes { title } }"]),
    "root fields, each another": lambda n: _roots(n, _ROOTS),
    "both ends of relationships": lambda n: f'{{ entity(by: {{id: "entity:a"}}) {{ {_both_ends(n)} }} }}',
    "lists of one entity": lambda n: f'{{ entity(by: {{id: "entity:a"}}) {{ {_lists(n)} }} }}',
    "lists of many entities": lambda n: f"{{ entities(first: 5) {{ nodes {{ {_lists(n)} }} }} }}",
    "lists of each kind": lambda n: "{ entities(first: 5) { nodes { "
    + " ".join(f"... on {kind} {{ {_lists(n, kind[:2].lower())} }}" for kind in ("Person", "Company", "Product"))
    + " } } }",
    "lists of what was found by ids": lambda n: f'{{ nodes(ids: ["entity:a", "video:a", "topic:a", "segment:a"]) {{ ... on Entity {{ {_lists(n)} }} '
    f"... on Video {{ title {' '.join(f'b{k}: entities(first: {k + 1}) {{ nodes {{ name }} }}' for k in range(n))} }} }} }}",
    "what a search has found": lambda n: f'{{ search(query: "a") {{ nodes {{ ... on Entity {{ {_lists(n)} }} }} }} }}',
    "links of a map": lambda n: '{ graph(where: {around: ["entity:a"]}) { links { relationship { '
    + " ".join(f"a{k}: evidence(first: {k + 1}) {{ nodes {{ quote segments {{ text }} video {{ title }} }} }}" for k in range(n))
    + " } } } }",
    "hops of paths": lambda n: '{ paths(source: "entity:a", target: "entity:b") { hops { relationship { '
    + " ".join(f"a{k}: evidence(first: {k + 1}) {{ nodes {{ quote speaker {{ label }} }} }}" for k in range(n))
    + " } } } }",
    "pages between cursors": lambda n: '{ video(by: {slug: "a"}) { '
    + " ".join(f"a{k}: entities(first: {k + 1}, orderBy: [{{field: NAME}}, {{field: MENTIONS}}, {{field: SALIENCE}}], where: {_ALL}) {{ totalCount nodes {{ name }} }}" for k in range(n))
    + " } }",
}  # fmt: skip


def largest(family: Family, is_taken: Callable[[str], bool], most: int = 200) -> int:
    """Returns the largest size that is accepted; 0 if even the smallest is refused."""
    size = 0
    while size < most and is_taken(family(size + 1)):
        size += 1
    return size
