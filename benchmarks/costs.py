"""`python -m benchmarks costs`: the processor time for a unit of cost, of each root field, and another client's page under the dearest operations.

One connection sends each operation some times; the processor time of Neo4j and of the service is divided by what was charged for it. Then
four connections of one anonymous client send each of the dearest operations, while another client asks for a known page, in turn with the page alone.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from itertools import cycle
from pathlib import Path
from typing import Any

import orjson
import psutil
import uvloop

from benchmarks.flood import wait_until_warm
from benchmarks.peers.archive import add_home, open_archive, sample_videos
from benchmarks.scale.report import write_table
from benchmarks.scale.worst_questions import make_worst
from benchmarks.serving import Api, Client, serving
from embedded_neo4j import Server
from service.api.execution.engine import OPERATIONS
from service.graph.driver.database import Database

BEGIN, END = "<!-- costs: begin -->", "<!-- costs: end -->"
SPREAD, AIM = 3.0, 3.0
"""Greatest ratio of the processor time for a unit of cost, and of another client's page to its time alone."""
_FLOODING, _OTHER = "192.0.2.7", "192.0.2.8"
_CONNECTIONS = 4
_DEAREST = 10
_SETTINGS = {
    "VIDEOGRAPH_PUBLIC": "read",
    "VIDEOGRAPH_MAX_NEW_STATEMENTS": "0",
    "VIDEOGRAPH_MAX_PUBLIC_COST": "1000000000",
}
"""All that is accepted is measured: how much of it in a minute is another limit."""
_MISSPELT = "kuberntes artifical inteligence machien lerning netwrok algoritm databse compter langauge modle resaerch univrsity companey straegy technolgy"
_PAGE = "{ nodes { id } }"
ROOTS: dict[str, str] = {
    "changes": "changes(first: 20) { nodes { seq } }",
    "channel": "channel(by: {slug: $slug}) { name }",
    "channels": f"channels(first: 20) {_PAGE}",
    "decisions": f"decisions(first: 20) {_PAGE}",
    "entities": "entities(first: 20) { nodes { name } }",
    "entity": "entity(by: {id: $entity}) { name }",
    "evidence": "evidence(first: 20) { nodes { quote } }",
    "graph": "graph(maxNodes: 50) { nodes { id } links { id } }",
    "job": "job(id: $entity) { id }",
    "jobs": f"jobs(first: 20) {_PAGE}",
    "follows": f"follows(first: 20) {_PAGE}",
    "node": "node(id: $entity) { id }",
    "nodes": "nodes(ids: [$entity, $video]) { id }",
    "paths": "paths(source: $entity, target: $other) { length }",
    "quote": 'quote(by: {permalink: "/quote?video=none&text=we+have+to+think+about+the+future+of+the+network"}) { status }',
    "relationships": "relationships(first: 20) { nodes { type } }",
    "schemaDefinitions": 'schemaDefinitions(coordinates: ["Video.entities"]) { signature }',
    "schemaSearch": 'schemaSearch(query: "topics of a talk") { coordinate }',
    "search": "search(query: $query, first: 10) { correctedQuery edges { score } }",
    "segments": "segments(first: 20) { nodes { text } }",
    "stats": "stats { videoCount entityCount }",
    "suggest": "suggest(prefix: $prefix) { name }",
    "suggestions": "suggestions(prefix: $prefix) { text }",
    "topic": "topic(by: {slug: $slug}) { name }",
    "topics": "topics(first: 20) { nodes { name } }",
    "video": "video(by: {id: $video}) { title }",
    "videos": "videos(first: 20) { nodes { title } }",
    "verifyQuote": 'verifyQuote(text: "we have to think about the future of the network") { status places { quote } }',
    "viewer": "viewer { kind }",
}
"""An operation of each root field, without its braces."""
_TYPES = {
    "entity": "ID!",
    "other": "ID!",
    "video": "ID!",
    "slug": "String!",
    "query": "String!",
    "prefix": "String!",
}


@dataclass
class Measured:
    """An operation, and what it took. Milliseconds of processor time are those of one request."""

    title: str
    query: str
    variables: Mapping[str, Any]
    charged: float = 0.0
    neo4j: float = 0.0
    service: float = 0.0
    refused: str = ""
    alone: list[float] = field(default_factory=list[float])
    during: list[float] = field(default_factory=list[float])

    @property
    def processor(self) -> float:
        return self.neo4j + self.service


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks costs", description=__doc__)
    add_home(parser)
    parser.add_argument(
        "--seconds", type=float, default=1.5, help="that each operation is sent for (default 1.5)"
    )
    parser.add_argument(
        "--rounds", type=int, default=3, help="of the page, alone and during an operation (default 3)"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this document")
    options = parser.parse_args(arguments)
    with open_archive(options.home, _say) as server:
        text = asyncio.run(_run(server, options), loop_factory=uvloop.new_event_loop)
    print(text)
    if options.write:
        write_table(options.write, text, BEGIN, END)


async def _run(server: Server, options: argparse.Namespace) -> str:
    videos, count = await sample_videos(server)
    roots, others = await _operations(server, videos)
    login = server.bolt_uri, server.user, server.password
    with serving(*login, settings=_SETTINGS) as api:
        processes = psutil.Process(server.pid), api.process
        await wait_until_warm(server, [api])
        async with Client(api.port) as client:
            for one in [*roots, *others]:
                await _measure(one, client, processes, options.seconds)
                _say(f"{one.title}: {one.refused or f'{one.processor:.1f} ms, {one.charged:.0f} charged'}")
        accepted = [one for one in [*roots, *others] if not one.refused]
        dearest = sorted(accepted, key=lambda one: -one.processor)[:_DEAREST]
        page = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")
        pages = cycle([_request(page, {"by": {"id": id_}}, _OTHER) for id_ in videos])
        for one in dearest:
            await _crowd(one, api, pages, options)
            _say(f"{one.title}: page {_ratio(one):.2f} times")
    return "\n".join([*report(roots, dearest, count), ""])


async def _operations(server: Server, videos: list[str]) -> tuple[list[Measured], list[Measured]]:
    async with Database.open(server.bolt_uri, server.user, server.password) as database:
        hubs = await database.read(
            "MATCH (e:Entity) RETURN e.id, e.name ORDER BY e.relationshipCount DESC, e.id LIMIT 2",
            name="hubs",
            timeout=60,
        )
        worst = await make_worst(database)
    [entity, name], [other, _] = hubs
    values = {
        "entity": entity,
        "other": other,
        "video": videos[0],
        "slug": "-" * 20,
        "query": name,
        "prefix": name[:3],
    }
    roots = [Measured(root, *_operation([part], values)) for root, part in ROOTS.items()]
    roots.append(Measured("search, misspelt", *_operation([ROOTS["search"]], {**values, "query": _MISSPELT})))
    aliased = [
        Measured(
            f"20 × {one.title}",
            *_operation([ROOTS[one.title.partition(",")[0]]] * 20, {**values, "query": _MISSPELT}),
        )
        for one in roots
    ]
    return roots, aliased + [Measured(one.title, one.operation, one.variables) for one in worst]


def _operation(parts: Sequence[str], values: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Returns an operation of these root fields, and the variables that it uses."""
    used = [name for name in _TYPES if f"${name}" in parts[0]]
    head = f"query ({', '.join(f'${name}: {_TYPES[name]}' for name in used)}) " if used else ""
    body = " ".join(f"a{number}: {part}" for number, part in enumerate(parts))
    return f"{head}{{ {body} }}", {name: values[name] for name in used}


def _request(query: str, variables: Mapping[str, Any], client: str) -> bytes:
    body = orjson.dumps({"query": query, "variables": variables, "extensions": {"cost": True}})
    head = (
        "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
        f"x-forwarded-for: {client}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _measure(
    one: Measured, client: Client, processes: tuple[psutil.Process, psutil.Process], seconds: float
) -> None:
    request = _request(one.query, one.variables, _FLOODING)
    for _ in range(2):  # these may be planned
        await client.exchange(request)
    status, answer = await client.exchange(request)
    body = orjson.loads(answer)
    if status != HTTPStatus.OK or body.get("data") is None:
        one.refused = body["errors"][0]["extensions"]["code"]
        return
    parts = (
        body["extensions"]["cost"] if isinstance(body["extensions"].get("cost"), dict) else body["extensions"]
    )
    objects = min(parts["objects"], max(1, answer.count(b"{")))
    one.charged = (
        objects + parts["work"] - (0 if b'"correctedQuery":"' in answer else parts.get("corrections", 0))
    )
    before = [_spent(process) for process in processes]
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end or count < 3:
        await client.exchange(request)
        count += 1
    after = [_spent(process) for process in processes]
    one.neo4j, one.service = ((then - now) * 1000 / count for now, then in zip(before, after, strict=True))


def _spent(process: psutil.Process) -> float:
    spent = process.cpu_times()
    return spent.user + spent.system


async def _crowd(one: Measured, api: Api, pages: Iterator[bytes], options: argparse.Namespace) -> None:
    request = _request(one.query, one.variables, _FLOODING)
    async with AsyncExitStack() as stack:
        reader, *others = [await stack.enter_async_context(Client(api.port)) for _ in range(1 + _CONNECTIONS)]
        for _ in range(options.rounds):
            one.alone += await _pages(reader, pages, options.seconds)
            enough = asyncio.Event()
            flooding = asyncio.gather(*(_flood(other, request, enough) for other in others))
            one.during += await _pages(reader, pages, options.seconds)
            enough.set()
            await flooding


async def _flood(client: Client, request: bytes, enough: asyncio.Event) -> None:
    while not enough.is_set():
        await client.exchange(request)


async def _pages(client: Client, pages: Iterator[bytes], seconds: float) -> list[float]:
    times: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        begin = time.perf_counter()
        status, answer = await client.exchange(next(pages))
        if status != HTTPStatus.OK or answer.startswith(b'{"errors"'):
            raise SystemExit(f"The page failed: {answer.decode():.300}")
        times.append((time.perf_counter() - begin) * 1000)
    return times


def report(roots: Sequence[Measured], dearest: Sequence[Measured], videos: int) -> list[str]:
    """Returns Markdown: a table of the root fields, and one of the dearest operations with another client's page."""
    units = {one.title: one.processor * 1000 / one.charged for one in roots if not one.refused}
    middle = statistics.median(units.values())
    lines = [
        f"Measured on {date.today().isoformat()}: {videos:,} videos, {psutil.cpu_count()} cores, load average {psutil.getloadavg()[1]:.1f}. "
        f"Largest time for a unit of cost, divided by the smallest: **{max(units.values()) / min(units.values()):.1f}** (aim: {SPREAD:g}).",
        "",
        "| Root field | Charged | Neo4j, ms | Service, ms | µs for a unit | × median |",
        f"|---|{'---:|' * 5}",
    ]
    for one in sorted(roots, key=lambda one: -units.get(one.title, 0.0)):
        if one.refused:
            lines.append(f"| {one.title} | {one.refused} | | | | |")
            continue
        unit = units[one.title]
        lines.append(
            f"| {one.title} | {one.charged:,.0f} | {one.neo4j:.2f} | {one.service:.2f} | {unit:.1f} | {unit / middle:.2f} |"
        )
    lines += [
        "",
        f"| Dearest accepted operations, on {_CONNECTIONS} connections of one client | Processor, ms | Charged | Page alone, p50 ms | During, p50 ms | × alone |  |",
        f"|---|{'---:|' * 5}---|",
    ]
    for one in dearest:
        ratio = _ratio(one)
        lines.append(
            f"| {one.title} | {one.processor:.0f} | {one.charged:,.0f} | {statistics.median(one.alone):.1f} | "
            f"{statistics.median(one.during):.1f} | **{ratio:.2f}** | ≤ {AIM:g}: {'reached' if ratio <= AIM else '**not reached**'} |"
        )
    return lines


def _ratio(one: Measured) -> float:
    return statistics.median(one.during) / statistics.median(one.alone)


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)
