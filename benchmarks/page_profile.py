"""`python -m benchmarks profile`: where the processor time of a page goes in the API's process, as `videograph up` runs it,
beside a FastAPI endpoint that was written by hand for this page.

Eight connections ask for pages, as in `benchmarks peers`, while the process interrupts itself every few milliseconds of its
processor time (`sampled_server.py`). Both take turns.
"""

import argparse
import asyncio
import json
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import psutil
import uvloop

from benchmarks.peers import fastapi_by_hand
from benchmarks.peers.archive import add_home, open_archive, sample_videos
from benchmarks.peers.measure import CONNECTIONS, Way, block, warm
from benchmarks.peers.peer import started
from benchmarks.peers.registry import FASTAPI, python_peers
from benchmarks.peers.ways import VIDEOGRAPH, open_http, page_of_videograph
from benchmarks.scale.report import write_table
from benchmarks.serving import serving
from service.embedded.embedded import RunningServer

BEGIN, END = "<!-- profile: begin -->", "<!-- profile: end -->"
_FUNCTIONS = 4
"""Named for each part."""
_TURNS = 4

type Sample = tuple[str, str, int]
"""Part, function, number of samples."""


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks profile", description=__doc__)
    add_home(parser)
    parser.add_argument("--seconds", type=float, default=20.0, help="of requests to each (default 20)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into this document")
    options = parser.parse_args(arguments)
    with open_archive(options.home, _say) as server:
        text = asyncio.run(_profile(server, options.seconds), loop_factory=uvloop.new_event_loop)
    print(text)
    if options.write:
        write_table(options.write, text, BEGIN, END)


async def _profile(server: RunningServer, seconds: float) -> str:
    videos, _ = await sample_videos(server)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        own, hand = folder / "videograph.json", folder / "by-hand.json"
        api = stack.enter_context(
            serving(server.bolt_uri, server.user, server.password, _sampled(own, "service"))
        )
        [peer] = [one for one in python_peers() if one.key == FASTAPI]
        peer = replace(peer, command=[sys.executable, *_sampled(hand, fastapi_by_hand.__name__)])
        process = stack.enter_context(started(peer, server))
        runs = [
            _Run(await open_http(stack, VIDEOGRAPH, api, videos, page_of_videograph), api.process, own),
            _Run(
                await open_http(stack, FASTAPI, process, videos, peer.page, peer.title), process.process, hand
            ),
        ]
        for run in runs:
            for _ in videos:  # one after the other, until Neo4j has planned
                await run.way.asks[0]()
        await warm([run.way for run in runs], 4.0, {VIDEOGRAPH: 500})
        for _ in range(_TURNS):
            for run in runs:
                await run.measure(seconds / _TURNS)
        first, other = runs
        head = (
            f"Measured on {date.today().isoformat()}: {first.requests:,} pages of Videograph and {other.requests:,} of FastAPI by hand, "
            f"of {len(videos)} videos at {CONNECTIONS} connections, in turns; load average {psutil.getloadavg()[0]:.1f}."
        )
        return "\n".join([head, "", *table(_read(own), first.each, _read(hand), other.each), ""])


def _sampled(file: Path, module: str) -> tuple[str, ...]:
    return "-m", "benchmarks.sampled_server", str(file), module


@dataclass
class _Run:
    """What was asked so far of one server, and the processor seconds of its process meanwhile."""

    way: Way
    process: psutil.Process
    file: Path
    requests: int = 0
    spent: float = 0.0

    @property
    def each(self) -> float:
        """Returns microseconds a page."""
        return self.spent / self.requests * 1e6

    async def measure(self, seconds: float) -> None:
        self.file.unlink(missing_ok=True)
        before = self.way.processor()
        self.process.send_signal(signal.SIGUSR1)
        self.requests += len(await block(self.way.asks, seconds))
        self.process.send_signal(signal.SIGUSR2)
        self.spent += self.way.processor() - before
        await asyncio.to_thread(_wait_for, self.file)


def _wait_for(file: Path) -> None:
    """Waits until the server has written its samples."""
    end = time.monotonic() + 30
    while not file.exists():
        if time.monotonic() > end:
            raise SystemExit("The server has not written its samples within 30 seconds.")
        time.sleep(0.05)


def _read(file: Path) -> list[Sample]:
    return [(part, function, count) for part, function, count in json.loads(file.read_bytes())]


def table(samples: Sequence[Sample], each: float, hand: Sequence[Sample], hand_each: float) -> list[str]:
    """Returns Markdown, the largest part first.

    Args:
        each: microseconds of the process for a page.
        hand: the samples of FastAPI by hand.
    """
    whole, hand_whole = (sum(count for _, _, count in some) for some in (samples, hand))
    parts: dict[str, Counter[str]] = {}
    for part, function, count in samples:
        parts.setdefault(part, Counter())[function] += count
    by_hand: Counter[str] = Counter()
    for part, _, count in hand:
        parts.setdefault(part, Counter())
        by_hand[part] += count
    lines = [
        "| Part | Videograph, µs a page | Share | FastAPI by hand, µs a page | In Videograph mostly |",
        "|---|---:|---:|---:|---|",
    ]
    for part, functions in sorted(parts.items(), key=lambda one: -one[1].total()):
        share = functions.total() / whole
        most = ", ".join(
            f"`{function}` {count / whole:.1%}" for function, count in functions.most_common(_FUNCTIONS)
        )
        other = by_hand[part] / hand_whole * hand_each
        lines.append(f"| {part} | {share * each:,.0f} | {share:.1%} | {other:,.0f} | {most} |")
    return [*lines, f"| **all** | {each:,.0f} | | {hand_each:,.0f} | {whole:,} and {hand_whole:,} samples |"]


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)
