"""`python -m benchmarks peers`: measures the page of a video through Videograph and through its peers, in turns.

All answers about the measured videos are compared first; a peer that answers something else ends the run.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path

import psutil
import uvloop

from benchmarks.peers.ages import oldest_answers
from benchmarks.peers.archive import add_home, open_archive, sample_videos
from benchmarks.peers.measure import measure, warm
from benchmarks.peers.node_peers import BY_HAND, NODE, install, node_peers
from benchmarks.peers.peer import Peer
from benchmarks.peers.plans import work_of
from benchmarks.peers.plot import plot
from benchmarks.peers.registry import STRAWBERRY, python_peers
from benchmarks.peers.report import BEGIN, END, Run, bars, report
from benchmarks.peers.versions import versions
from benchmarks.peers.ways import VIDEOGRAPH, open_ways
from benchmarks.scale.report import write_table
from embedded_neo4j import Server
from service.settings import read_settings

IMAGE = "guides/images/peers.svg"
"""Of the plot, beside the document."""
_WARM = {VIDEOGRAPH: 500, **dict.fromkeys(NODE, 400), BY_HAND: 1500}
"""Requests by key: Videograph's statement gets its form for frequent operations after 300, and Node.js compiles what runs often."""


def main(arguments: Sequence[str]) -> None:
    options = _options(arguments)
    peers, node = _selected(options.only)
    with open_archive(options.home, _say) as server:
        run = asyncio.run(_run(server, options, peers, node), loop_factory=uvloop.new_event_loop)
    print(report(run))
    if options.write:
        write_table(options.write, report(run, IMAGE), BEGIN, END)
        (options.write.parent / IMAGE).write_text(plot(bars(run)), encoding="utf-8")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks peers", description=__doc__)
    add_home(parser)
    parser.add_argument("--rounds", type=int, default=5, help="default 5")
    parser.add_argument(
        "--seconds", type=float, default=2.0, help="of requests of each way in a round (default 2)"
    )
    parser.add_argument("--only", nargs="+", help="the keys of the peers to measure beside the driver")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="put the table into this document, and the plot beside it"
    )
    return parser.parse_args(arguments)


async def _run(server: Server, options: argparse.Namespace, peers: list[Peer], node: Path | None) -> Run:
    videos, count = await sample_videos(server)
    process = psutil.Process(server.pid)

    def neo4j() -> float:
        spent = process.cpu_times()
        return spent.user + spent.system

    async with AsyncExitStack() as stack:
        opened = await open_ways(stack, server, videos, peers, _say)
        _say("warms up")
        await warm(opened.pages, options.seconds * 2, _WARM)
        await warm(opened.small, options.seconds * 2, _WARM)
        load = psutil.getloadavg()[0]
        page = await measure(opened.pages, neo4j, options.rounds, options.seconds, _say)
        _say("the small query")
        small = await measure(opened.small, neo4j, options.rounds, options.seconds, _say)
        _say("the ages of answers")
        ages = await oldest_answers(opened.database, videos[0], opened.titles)
        work = {key: await work_of(opened.driver, made) for key, made in opened.statements.items()}
        return Run(
            opened.pages,
            page,
            opened.small,
            small,
            work,
            ages,
            archive=f"{count:,} videos, {len(videos)} of them asked for in turn",
            versions=await versions(server, node),
            date=date.today().isoformat(),
            load=(load, psutil.getloadavg()[0]),
        )


def _selected(only: list[str] | None) -> tuple[list[Peer], Path | None]:
    """Returns the peers, and the folder of those that run on Node.js if one of them is among them."""
    keys = {*NODE, *(peer.key for peer in python_peers())}
    if unknown := set(only or ()) - keys:
        raise SystemExit(
            f"There is no peer {', '.join(sorted(unknown))}: the keys are {', '.join(sorted(keys))}."
        )
    folder = None
    if only is None or set(only) & NODE:
        folder = install(read_settings().cache, _say)
    peers = python_peers() + (node_peers(folder) if folder else [])
    peers.sort(key=lambda peer: peer.key == STRAWBERRY)  # the slowest last
    return [peer for peer in peers if only is None or peer.key in only], folder


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)
