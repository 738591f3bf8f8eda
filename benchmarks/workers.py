"""`python -m benchmarks workers`: pages a second of one, two and four processes (`videograph up --workers`), in turns."""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path

import psutil
import uvloop

from benchmarks.peers.archive import add_home, open_archive, sample_videos
from benchmarks.peers.measure import CONNECTIONS, Figures, Way, measure, warm
from benchmarks.peers.ways import open_http, page_of_videograph
from benchmarks.scale.report import write_table
from benchmarks.serving import KEEPS, serving
from embedded_neo4j import Server

BEGIN, END = "<!-- workers: begin -->", "<!-- workers: end -->"
_COUNTS = (1, 2, 4)
_SETTINGS = {"read each time": {}, "known answer": KEEPS}
"""Maps titles to settings. So many new processes at once would be refused new statements on a busy machine."""
_UNLIMITED = {"VIDEOGRAPH_MAX_NEW_STATEMENTS": "0"}


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks workers", description=__doc__)
    add_home(parser)
    parser.add_argument("--rounds", type=int, default=5, help="default 5")
    parser.add_argument("--seconds", type=float, default=2.0, help="of each way in a round (default 2)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into this document")
    options = parser.parse_args(arguments)
    with open_archive(options.home, _say) as server:
        work = _run(server, options.rounds, options.seconds)
        text = asyncio.run(work, loop_factory=uvloop.new_event_loop)
    print(text)
    if options.write:
        write_table(options.write, text, BEGIN, END)


async def _run(server: Server, rounds: int, seconds: float) -> str:
    videos, count = await sample_videos(server)
    process = psutil.Process(server.pid)

    def neo4j() -> float:
        return sum(process.cpu_times()[:2])

    async with AsyncExitStack() as stack:
        ways: list[Way] = []
        for title, settings in _SETTINGS.items():
            for workers in _COUNTS:
                given = {**_UNLIMITED, **settings, "VIDEOGRAPH_WORKERS": str(workers)}
                login = server.bolt_uri, server.user, server.password
                api = stack.enter_context(serving(*login, settings=given))
                key = f"{title}, {workers}"
                ways.append(await open_http(stack, key, api, videos, page_of_videograph, title))
                _say(f"{key}: answers")
        await warm(ways, seconds * 2, {way.key: 600 for way in ways})
        found = await measure(ways, neo4j, rounds, seconds, _say)
    head = (
        f"Measured on {date.today().isoformat()}: {count:,} videos, {rounds} rounds in turns, {psutil.cpu_count()} cores for Neo4j, the processes "
        f"and the client, load average {psutil.getloadavg()[0]:.1f} at the end."
    )
    return "\n".join([head, "", *table(found), ""])


def table(found: dict[str, Figures]) -> list[str]:
    """Returns Markdown. `found`: by title and number of processes."""
    lines = [
        f"| The page | Processes | requests/s at {CONNECTIONS} | × one process | CPU µs of all | Neo4j CPU µs | p50 ms at 1 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for title in _SETTINGS:
        one = found[f"{title}, {_COUNTS[0]}"].a_second
        for workers in _COUNTS:
            figures = found[f"{title}, {workers}"]
            more = statistics.median(a / b for a, b in zip(figures.a_second, one, strict=True))
            each = [figures.processor, figures.neo4j]
            cells = [
                f"{statistics.median(figures.a_second):,.0f}",
                f"{more:.2f}",
                *(f"{statistics.median(some):,.0f}" for some in each),
                f"{statistics.median(figures.p50):.2f}",
            ]
            lines.append(f"| {title} | {workers} | {' | '.join(cells)} |")
    return lines


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)
