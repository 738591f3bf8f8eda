"""`python -m benchmarks changing`: what looking for kept answers costs while the graph changes all the time, as during an import.

The page and the small query of `benchmarks peers`, of a service that keeps answers and one that does not, in turns, while another client commits.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import date
from pathlib import Path

import psutil
import uvloop

from benchmarks.peers.archive import add_home, open_archive, sample_videos
from benchmarks.peers.measure import Figures, Way, measure, warm
from benchmarks.peers.ways import open_http, page_of_videograph, title_of_videograph
from benchmarks.scale.report import write_table
from benchmarks.serving import KEEPS, serving
from embedded_neo4j import Server
from service.graph.driver.database import Database

BEGIN, END = "<!-- changing: begin -->", "<!-- changing: end -->"
_SERVICES = {
    "keeps none": {"VIDEOGRAPH_MAX_NEW_STATEMENTS": "0"},
    "keeps answers": {**KEEPS, "VIDEOGRAPH_MAX_NEW_STATEMENTS": "0"},
}
_QUERIES = {"the page": page_of_videograph, "the title of one video": title_of_videograph}
_COMMIT = "MERGE (n:Benchmark) SET n.count = coalesce(n.count, 0) + 1"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks changing", description=__doc__)
    add_home(parser)
    parser.add_argument("--rounds", type=int, default=5, help="default 5")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each way in a round (default 4)")
    parser.add_argument(
        "--every", type=float, default=0.02, help="seconds between two commits (default 0.02)"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into this document")
    options = parser.parse_args(arguments)
    with open_archive(options.home, _say) as server:
        work = _run(server, options)
        text = asyncio.run(work, loop_factory=uvloop.new_event_loop)
    print(text)
    if options.write:
        write_table(options.write, text, BEGIN, END)


async def _run(server: Server, options: argparse.Namespace) -> str:
    videos, count = await sample_videos(server)
    login = server.bolt_uri, server.user, server.password
    process = psutil.Process(server.pid)

    def neo4j() -> float:
        return sum(process.cpu_times()[:2])

    async with AsyncExitStack() as stack:
        ways: list[Way] = []
        for service, settings in _SERVICES.items():
            api = stack.enter_context(serving(*login, settings=settings))
            for query, request in _QUERIES.items():
                key = f"{query}, {service}"
                ways.append(await open_http(stack, key, api, videos, request, key))
        await warm(ways, options.seconds, {way.key: 500 for way in ways})
        database = await stack.enter_async_context(Database.open(*login))
        commits = await stack.enter_async_context(_committing(database, options.every))
        found = await measure(ways, neo4j, options.rounds, options.seconds, _say)
        await database.run("MATCH (n:Benchmark) DELETE n", name="benchmark")
    head = (
        f"Measured on {date.today().isoformat()}: {count:,} videos, {options.rounds} rounds in turns, {commits[0]:,} commits meanwhile, "
        f"load average {psutil.getloadavg()[0]:.1f} at the end."
    )
    return "\n".join([head, "", *table(found), ""])


@asynccontextmanager
async def _committing(database: Database, every: float) -> AsyncIterator[list[int]]:
    """Commits all the time within this context; the list has the number of commits so far."""
    commits = [0]

    async def commit() -> None:
        while True:
            await database.run(_COMMIT, name="benchmark")
            commits[0] += 1
            await asyncio.sleep(every)

    task = asyncio.create_task(commit())
    try:
        yield commits
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def table(found: dict[str, Figures]) -> list[str]:
    """Returns Markdown. `found`: by query and service."""
    lines = [
        "| While the graph changes | API CPU µs, keeps none | keeps answers | × | Neo4j CPU × | p50 × |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for query in _QUERIES:
        none, keeps = (found[f"{query}, {service}"] for service in _SERVICES)
        cells = [f"{statistics.median(one.processor):,.0f}" for one in (none, keeps)]
        pairs = [(keeps.processor, none.processor), (keeps.neo4j, none.neo4j), (keeps.p50, none.p50)]
        ratios = [statistics.median(a / b for a, b in zip(*pair, strict=True)) for pair in pairs]
        lines.append(f"| {query} | {' | '.join([*cells, *(f'{one:.2f}' for one in ratios)])} |")
    return lines


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)
