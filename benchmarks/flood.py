"""`python -m benchmarks flood`: how long a known page takes while other clients send structurally new operations.

One connection asks for video pages: alone, then while four other connections send a part of a flood, then alone again. Clients and phases take turns
for several rounds, so that what else the machine does is in all of them. At the end the operations of the web page are asked for, which were not asked for during the floods: are they still planned?
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from itertools import cycle
from pathlib import Path

import psutil
import uvloop

from benchmarks.flood_operations import new_operations
from benchmarks.peers.archive import add_home, open_archive, sample_videos
from benchmarks.scale.report import write_table
from benchmarks.serving import Api, Client, graphql_request, serving
from service.api.execution.engine import OPERATIONS
from service.api.warming import PAGE_VALUES
from service.embedded.embedded import RunningServer
from service.resources import web_folder

BEGIN, END = "<!-- flood: begin -->", "<!-- flood: end -->"
AIM = 1.5
_CONNECTIONS = 4
_WARMED = 600
"""Pages before the clock runs: after 300 the statement gets its second form."""
_STRANGER = "x-forwarded-for: 192.0.2.7\r\n"
"""A client that a proxy has in front of it has no rights of this machine."""
_UNLIMITED = {
    "VIDEOGRAPH_MAX_NEW_STATEMENTS": "0",
    "VIDEOGRAPH_MAX_PUBLIC_COST": "0",
    "VIDEOGRAPH_PUBLIC": "read",
}
_ASLEEP = 0.1
"""Share of a core that a Neo4j uses at most when it has nothing to plan."""
_LONGEST_WARMING = 300.0
_AFTER_FAILURE = 0.25
"""Seconds until the next page after one that failed. Failed ones do not count in the times."""


@dataclass
class Flooded:
    """What one kind of client did, in all rounds. Times are milliseconds of pages, a list for each round."""

    title: str
    api: Api
    headers: str
    alone: list[list[float]] = field(default_factory=list[list[float]])
    during: list[list[float]] = field(default_factory=list[list[float]])
    after: list[list[float]] = field(default_factory=list[list[float]])
    seconds: list[float] = field(default_factory=list[float])
    """Of each part of the flood."""
    answered: int = 0
    refused: int = 0
    failed: int = 0
    """Answers that Neo4j is not there or took too long, to operations of the floods and to pages."""
    answers: list[float] = field(default_factory=list[float])
    """Milliseconds of each answered operation of the floods."""


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks flood", description=__doc__)
    add_home(parser)
    parser.add_argument(
        "--rounds", type=int, default=10, help="parts of the flood of each client (default 10)"
    )
    parser.add_argument("--operations", type=int, default=20, help="in one part (default 20)")
    parser.add_argument(
        "--seconds", type=float, default=4.0, help="of pages alone, before each part and after it (default 4)"
    )
    parser.add_argument("--only", default="", help="the clients whose names begin so")
    parser.add_argument(
        "--skip",
        type=int,
        default=0,
        help="operations that an earlier run on the same Neo4j sent (default 0)",
    )
    parser.add_argument("--seed", type=int, default=1, help="order of the operations (default 1)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into this document")
    options = parser.parse_args(arguments)
    with open_archive(options.home, _say) as server:
        text = asyncio.run(_run(server, options), loop_factory=uvloop.new_event_loop)
    print(text)
    if options.write:
        write_table(options.write, text, BEGIN, END)


async def _run(server: RunningServer, options: argparse.Namespace) -> str:
    videos, _ = await sample_videos(server)
    page = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")
    pages = cycle([graphql_request(page, {"by": {"id": id_}}) for id_ in videos])
    login = server.bolt_uri, server.user, server.password
    async with AsyncExitStack() as stack:
        open_api = stack.enter_context(serving(*login, settings=_UNLIMITED))
        limited = stack.enter_context(serving(*login, settings={"VIDEOGRAPH_PUBLIC": "read"}))
        clients = [
            Flooded("trusted, without limits", open_api, ""),
            Flooded("anonymous, without limits", open_api, _STRANGER),
            Flooded("anonymous", limited, _STRANGER),
        ]
        clients = [one for one in clients if one.title.startswith(options.only)]
        await wait_until_warm(server, [open_api, limited])
        for one in {one.api.port: one for one in clients}.values():
            async with Client(one.api.port) as client:
                await _pages(client, pages, one, count=_WARMED)
        await _ask_rested(open_api)
        rested = await _ask_rested(open_api)
        new = iter(new_operations(options.seed)[options.skip :])
        for number in range(options.rounds):
            for one in clients:
                flood = [query for query, _ in zip(new, range(options.operations), strict=False)]
                await _round(one, pages, flood, options.seconds)
                _say(
                    f"round {number + 1}, {one.title}: {_median(one.alone[-1]):.2f} ms alone, {_median(one.during[-1]):.2f} during "
                    f"{one.seconds[-1]:.0f} s, {_median(one.after[-1]):.2f} after"
                )
        again = await _ask_rested(open_api)
    return "\n".join([*report(clients, options.operations), "", _rested(rested, again), ""])


async def wait_until_warm(server: RunningServer, apis: list[Api]) -> None:
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


async def _round(one: Flooded, pages: Iterator[bytes], flood: list[str], seconds: float) -> None:
    async with AsyncExitStack() as stack:
        client, *others = [
            await stack.enter_async_context(Client(one.api.port)) for _ in range(1 + _CONNECTIONS)
        ]
        one.alone.append(await _pages(client, pages, one, seconds=seconds))
        begin = time.perf_counter()
        queue = iter(flood)
        flooding = asyncio.gather(*(_flood(one, other, queue) for other in others))
        one.during.append(await _pages(client, pages, one, until=flooding.done))
        await flooding
        one.seconds.append(time.perf_counter() - begin)
        one.after.append(await _pages(client, pages, one, seconds=seconds))


async def _flood(one: Flooded, client: Client, queue: Iterator[str]) -> None:
    for query in queue:
        begin = time.perf_counter()
        status, answer = await client.exchange(graphql_request(query, {}, one.headers))
        if status == HTTPStatus.OK and b'"errors"' not in answer:
            one.answered += 1
            one.answers.append((time.perf_counter() - begin) * 1000)
        elif b"RATE_LIMITED" in answer:
            one.refused += 1
        elif b"GRAPH_UNAVAILABLE" in answer or b"TIMEOUT" in answer:
            one.failed += 1
        else:
            raise SystemExit(f"The API answers {status}: {answer.decode():.300}")


async def _pages(
    client: Client,
    pages: Iterator[bytes],
    one: Flooded,
    *,
    count: int | None = None,
    seconds: float = 0.0,
    until: Callable[[], bool] | None = None,
) -> list[float]:
    """Returns the milliseconds of pages, one after the other: so many, or for so long."""
    times: list[float] = []
    end = time.monotonic() + seconds

    def goes_on() -> bool:
        if count is not None:
            return len(times) < count
        return not until() if until is not None else time.monotonic() < end

    while goes_on():
        begin = time.perf_counter()
        status, answer = await client.exchange(next(pages))
        if status == HTTPStatus.OK and not answer.startswith(b'{"errors"'):
            times.append((time.perf_counter() - begin) * 1000)
        else:
            one.failed += 1
            await asyncio.sleep(_AFTER_FAILURE)
    return times


async def _ask_rested(api: Api) -> dict[str, float]:
    """Returns the milliseconds of each operation of the web page that only reads."""
    found: dict[str, float] = {}
    async with Client(api.port) as client:
        for file in sorted((web_folder() / "page" / "operations").glob("*.graphql")):
            request = graphql_request(file.read_text(encoding="utf-8"), PAGE_VALUES)
            begin = time.perf_counter()
            await client.exchange(request)
            found[file.stem] = (time.perf_counter() - begin) * 1000
    return found


def report(clients: Sequence[Flooded], operations: int) -> list[str]:
    """Returns Markdown: a row for each kind of client, with medians over the parts of its flood."""
    lines = [
        f"Measured on {date.today().isoformat()}: floods in {len(clients[0].alone)} parts of {operations} new operations on {_CONNECTIONS} connections; "
        f"{psutil.cpu_count()} cores, load average {psutil.getloadavg()[1]:.1f}.",
        "",
        "| Flood of a client | Planned | Refused | Failed | Seconds of a part | Its answers, p50 ms | Page alone, p50 ms | p95 | During, p50 ms | p95 | × alone, p50 | p95 "
        "| After, p50 ms | First page after, ms |  |",
        f"|---|{'---:|' * 13}---|",
    ]
    for one in clients:
        ratio = _ratio(one, 0.5)
        figures = [
            f"{one.answered:,}",
            f"{one.refused:,}",
            f"{one.failed:,}",
            f"{_median(one.seconds):.1f}",
            f"{_median(one.answers):.0f}" if one.answers else "",
            *(f"{_of(times, share):.2f}" for times in (one.alone, one.during) for share in (0.5, 0.95)),
            f"**{ratio:.2f}**",
            f"{_ratio(one, 0.95):.2f}",
            f"{_of(one.after, 0.5):.2f}",
            f"{_median([times[0] for times in one.after]):.2f}",
            f"≤ {AIM}: {'reached' if ratio <= AIM else '**not reached**'}",
        ]
        lines.append(f"| {one.title} | {' | '.join(figures)} |")
    return lines


def _ratio(one: Flooded, share: float) -> float:
    """Returns the median, over the rounds, of the page's time during the flood divided by its time before and after it."""
    rounds = zip(one.during, one.alone, one.after, strict=True)
    return _median(
        [_quantile(during, share) / _quantile([*alone, *after], share) for during, alone, after in rounds]
    )


def _of(rounds: Sequence[Sequence[float]], share: float) -> float:
    return _median([_quantile(times, share) for times in rounds])


def _quantile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def _median(times: Sequence[float]) -> float:
    return statistics.median(times)


def _rested(before: dict[str, float], after: dict[str, float]) -> str:
    slower = [name for name, time_ in after.items() if time_ > before[name] + 100]
    return (
        f"{len(after)} operations of the web page that nobody sent during the floods: median {_median(list(before.values())):.1f} ms before them and "
        f"{_median(list(after.values())):.1f} ms after. {len(slower)} of them took 100 ms more{f' ({", ".join(slower)})' if slower else ''}."
    )


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)
