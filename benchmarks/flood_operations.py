"""The kinds of requests that a flood sends: what made a page slow once, and what is dear. Each request is another one where the service would
remember it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, count
from random import Random
from typing import Any

import orjson

from benchmarks.serving import graphql_request

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


@dataclass(frozen=True)
class FloodKind:
    """`requests`: as many as are wanted, with these headers. `is_stream`: its answer has no length, so only its beginning is read, on a
    connection of its own. `needs_key`: anonymous clients may not do this."""

    name: str
    title: str
    requests: Callable[[str], Iterator[bytes]]
    is_stream: bool = False
    needs_key: bool = False


_SYLLABLES = "ba ke li mo nu ra se ti vo wu za fe gi ho ju pa".split()
_SAID = (
    "the people that we know have a model of the world and they think about what it is to say that this works when you "
    "train it on data so that it can learn how to use more of it and then people ask what is next for all of us"
).split()


def _operations(query: Callable[[int], str]) -> Callable[[str], Iterator[bytes]]:
    return lambda headers: (graphql_request(query(number), {}, headers) for number in count())


def _http(
    method: str, path: Callable[[int], str], body: bytes = b"", more: str = ""
) -> Callable[[str], Iterator[bytes]]:
    length = f"content-length: {len(body)}\r\n" if body else ""
    return lambda headers: (
        f"{method} {path(number)} HTTP/1.1\r\nhost: localhost\r\n{headers}{more}{length}\r\n".encode() + body
        for number in count()
    )


def _same(path: str) -> Callable[[int], str]:
    return lambda _: path


def _words(number: int, many: int) -> str:
    """Returns words that no talk has, others for each number."""
    random = Random(number)
    return " ".join("".join(random.choices(_SYLLABLES, k=4)) for _ in range(many))


def _search(words: str, alias: str = "") -> str:
    return f'{alias}search(query: "{words}", first: 5) {{ edges {{ score node {{ __typename }} }} }}'


def _refused(number: int) -> str:
    return f"{{ {' '.join(_search(_words(20 * number + one, 16), f'a{one}: ') for one in range(20))} }}"


def _quote(number: int) -> str:
    words = " ".join(Random(number).choices(_SAID, k=1900))
    return f'{{ verifyQuote(text: "{words}") {{ status places {{ likeness }} }} }}'


def _dear(number: int) -> str:
    """Returns a known operation with as many objects as one may have."""
    return (
        "{ videos(first: 100) { nodes { title entities(first: 20) { nodes { name } } topics(first: 10) { nodes { name } } "
        f"speakers {{ label }} }} }} a: entities(first: {50 + number % 50}) {{ nodes {{ name mentions(first: 20) {{ nodes {{ text }} }} }} }} }}"
    )


def _mcp() -> bytes:
    call: dict[str, Any] = {"name": "search", "arguments": {"query": "what is said about open models"}}
    return orjson.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call})


_TALK = b"WEBVTT\n\n" + b"".join(
    b"%02d:%02d:%02d.000 --> %02d:%02d:%02d.500\nSome words of a talk about models.\n\n"
    % (2 * (at // 3600, at // 60 % 60, at % 60))
    for at in range(3000)
)

KINDS = (
    FloodKind("refused", "refused: 20 aliased `search` of 16 new words", _operations(_refused)),
    FloodKind("schema", "`GET /schema.graphql`", _http("GET", _same("/schema.graphql"))),
    FloodKind(
        "fields",
        "960 fields, each with an alias",
        _operations(lambda n: f"{{ {' '.join(f'a{n}x{one}: __typename' for one in range(960))} }}"),
    ),
    FloodKind(
        "unknown",
        "200 unknown fields",
        _operations(lambda n: f"{{ {' '.join(f'f{n}x{one}' for one in range(200))} }}"),
    ),
    FloodKind("quote", "`verifyQuote` of 1,900 words that occur", _operations(_quote)),
    FloodKind(
        "literal",
        "a literal of nearly 1 MB",
        _operations(lambda n: f'{{ search(query: "{n}{"x" * 990_000}") {{ edges {{ score }} }} }}'),
    ),
    FloodKind(
        "searches",
        "accepted searches of 16 new words",
        _operations(lambda n: f"{{ {_search(_words(n, 16))} }}"),
    ),
    FloodKind("dear", "dear accepted operations", _operations(_dear)),
    FloodKind(
        "new",
        "structurally new operations",
        lambda headers: (graphql_request(one, {}, headers) for one in new_operations(1)),
    ),
    FloodKind("ticket", "`/ticket`", _http("GET", lambda n: f"/ticket?path=/export/graph/{n}")),
    FloodKind(
        "mcp",
        "`/mcp`: searches",
        _http(
            "POST",
            _same("/mcp"),
            _mcp(),
            "content-type: application/json\r\naccept: application/json, text/event-stream\r\nmcp-protocol-version: 2025-06-18\r\n",
        ),
    ),
    FloodKind("uploads", "uploads", _http("PUT", lambda n: f"/uploads?name={n}.vtt", _TALK), needs_key=True),
    FloodKind(
        "exports", "exports of the graph", _http("GET", _same("/export/graph/graphml")), is_stream=True
    ),
    FloodKind(
        "events",
        "event streams",
        _http(
            "GET",
            lambda n: f"/graphql?query=subscription%7Bchanges%7Bcursor%7D%7D&n={n}",
            more="accept: text/event-stream\r\n",
        ),
        is_stream=True,
    ),
)
