"""`python -m benchmarks flood`: how long a known page takes while another client floods the service, with one kind of request after the other.

One connection asks for video pages, alone and then while four connections of another client send requests of one kind, as fast as they
are answered. Kinds take turns for several rounds, so that what else the machine does is in all of them. Each client has an address of its own.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from itertools import cycle
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import uvloop

from benchmarks.flood_operations import KINDS, FloodKind
from benchmarks.peers.archive import add_home, open_archive, sample_videos
from benchmarks.scale.report import write_table
from benchmarks.serving import Api, Client, graphql_request, serving
from embedded_neo4j import Server
from service.access.key_store import create_key
from service.access.scopes import Scope
from service.api.execution.engine import OPERATIONS
from service.graph.driver.database import Database

BEGIN, END = "<!-- flood: begin -->", "<!-- flood: end -->"
TIMES, MILLISECONDS = 3.0, 60.0
"""What the page may take: of its median alone, and at its 99th percentile."""
_CONNECTIONS = 4
_WARMED = 600
"""Pages before the clock runs: after 300 the statement gets its second form."""
_READER, _STRANGER = "x-forwarded-for: 192.0.2.1\r\n", "x-forwarded-for: 192.0.2.7\r\n"
_ASLEEP = 0.1
"""Share of a core that a Neo4j uses at most when it has nothing to plan."""
_LONGEST_WARMING = 300.0


@dataclass
class Flood:
    """What was measured with one kind. `alone`, `during`: milliseconds of pages. `lost`: pages that were not answered."""

    kind: FloodKind
    alone: list[float] = field(default_factory=list[float])
    during: list[float] = field(default_factory=list[float])
    lost: int = 0
    first_lost: str = ""
    """The beginning of the first answer that was not one."""
    answered: int = 0
    refused: int = 0
    """Requests of the flood with status 429."""

    @property
    def times(self) -> float:
        return _quantile(self.during, 0.5) / _quantile(self.alone, 0.5)

    @property
    def is_met(self) -> bool:
        return self.times <= TIMES and _quantile(self.during, 0.99) <= MILLISECONDS and not self.lost


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks flood", description=__doc__)
    add_home(parser)
    parser.add_argument("--rounds", type=int, default=5, help="of all kinds (default 5)")
    parser.add_argument(
        "--seconds",
        type=float,
        default=3.0,
        help="of pages alone, and of pages during each flood (default 3)",
    )
    parser.add_argument(
        "--only", default="", help=f"these kinds, with commas between: {', '.join(one.name for one in KINDS)}"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into this document")
    options = parser.parse_args(arguments)
    with open_archive(options.home, _say) as server, TemporaryDirectory() as home:
        text = asyncio.run(_run(server, home, options), loop_factory=uvloop.new_event_loop)
    print(text)
    if options.write:
        write_table(options.write, text, BEGIN, END)


async def _run(server: Server, home: str, options: argparse.Namespace) -> str:
    videos, _ = await sample_videos(server)
    login = server.bolt_uri, server.user, server.password
    async with Database.open(*login) as database:
        reader = await create_key(database, "flood reader", [Scope.READ])
        writer = await create_key(database, "flood writer", [Scope.READ, Scope.INGEST])
    only = [name for name in options.only.split(",") if name]
    floods = [Flood(kind) for kind in KINDS if not only or kind.name in only]
    page = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")
    # The reader's key has no limit of cost: it asks for more pages than anybody reads.
    own = f"{_READER}x-api-key: {reader.key}\r\n"
    pages = cycle([graphql_request(page, {"by": {"id": id_}}, own) for id_ in videos])
    settings = {"VIDEOGRAPH_PUBLIC": "read", "VIDEOGRAPH_MAX_KEY_COST": "0", "VIDEOGRAPH_HOME": home}
    with serving(*login, settings=settings) as api:
        await wait_until_warm(server, [api])
        async with Client(api.port) as client:
            await _pages(client, pages, Flood(KINDS[0]), lambda times: len(times) < _WARMED)
        for number in range(options.rounds):
            for one in floods:
                await _round(one, api, pages, writer.key, options.seconds)
                _say(
                    f"round {number + 1}, {one.kind.name}: so far {_quantile(one.alone, 0.5):.2f} ms alone, {_quantile(one.during, 0.5):.2f} during, "
                    f"99 % within {_quantile(one.during, 0.99):.1f}; {one.answered} answered, {one.refused} refused, {one.lost} pages lost {one.first_lost}".rstrip()
                )
    return "\n".join([*report(floods), ""])


async def wait_until_warm(server: Server, apis: list[Api]) -> None:
    """Waits until the services have had their own statements planned."""
    _say("Planning in advance …")
    processes = [psutil.Process(server.pid), *(api.process for api in apis)]
    until = time.monotonic() + _LONGEST_WARMING
    quiet = 0
    while quiet < 2 and time.monotonic() < until:
        before = sum(sum(one.cpu_times()[:2]) for one in processes)
        await asyncio.sleep(2)
        spent = sum(sum(one.cpu_times()[:2]) for one in processes) - before
        quiet = quiet + 1 if spent < 2 * _ASLEEP * len(processes) else 0


async def _round(one: Flood, api: Api, pages: Iterator[bytes], key: str, seconds: float) -> None:
    async with AsyncExitStack() as stack:
        client, *others = [await stack.enter_async_context(Client(api.port)) for _ in range(1 + _CONNECTIONS)]
        end = time.monotonic() + seconds
        one.alone += await _pages(client, pages, one, lambda _: time.monotonic() < end)
        headers = f"{_STRANGER}x-api-key: {key}\r\n" if one.kind.needs_key else _STRANGER
        requests = one.kind.requests(headers)
        await _send(one, client, api.port, next(requests))  # what Neo4j plans for it is planned before
        flooding = [asyncio.create_task(_flood(one, other, api.port, requests)) for other in others]
        end = time.monotonic() + seconds
        one.during += await _pages(client, pages, one, lambda _: time.monotonic() < end)
        for task in flooding:
            task.cancel()
        for ended in await asyncio.gather(*flooding, return_exceptions=True):
            if isinstance(ended, Exception):
                raise SystemExit(f"{one.kind.name}: the flood ended early") from ended


async def _flood(one: Flood, client: Client, port: int, requests: Iterator[bytes]) -> None:
    for request in requests:
        if await _send(one, client, port, request) == HTTPStatus.TOO_MANY_REQUESTS:
            one.refused += 1
        else:
            one.answered += 1


async def _send(one: Flood, client: Client, port: int, request: bytes) -> int:
    """Sends a request of the flood, and returns the status of its answer."""
    if one.kind.is_stream:
        return await _begin(port, request)
    status, _ = await client.exchange(request)
    return status


async def _begin(port: int, request: bytes) -> int:
    """Sends a request on a connection of its own, reads the beginning of its answer, closes, and returns the status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.read(1 << 16)
        return int(head.split(None, 2)[1])
    finally:
        writer.close()


async def _pages(
    client: Client, pages: Iterator[bytes], one: Flood, goes_on: Callable[[list[float]], bool]
) -> list[float]:
    """Returns the milliseconds of pages, one after the other."""
    times: list[float] = []
    while goes_on(times):
        begin = time.perf_counter()
        status, answer = await client.exchange(next(pages))
        if status == HTTPStatus.OK and not answer.startswith(b'{"errors"'):
            times.append((time.perf_counter() - begin) * 1000)
        else:
            one.lost += 1
            one.first_lost = one.first_lost or f"{status} {answer.decode():.300}"
    return times


def report(floods: Sequence[Flood]) -> list[str]:
    """Returns Markdown: a row for each kind."""
    lines = [
        f"Measured on {date.today().isoformat()}: {_CONNECTIONS} connections of another client; {psutil.cpu_count()} cores, load average {psutil.getloadavg()[1]:.1f}.",
        "",
        "| Flood | Answered | Refused | Page alone, p50 ms | p99 | During, p50 ms | p99 | × alone, p50 | Pages not answered | Limits |",
        f"|---|{'---:|' * 8}---|",
    ]
    for one in floods:
        figures = [
            f"{one.answered:,}",
            f"{one.refused:,}",
            *(f"{_quantile(times, share):.1f}" for times in (one.alone, one.during) for share in (0.5, 0.99)),
            f"**{one.times:.2f}**",
            str(one.lost),
            "kept" if one.is_met else "**not kept**",
        ]
        lines.append(f"| {one.kind.title} | {' | '.join(figures)} |")
    return lines


def _quantile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] if times else inf


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)
