"""`python -m benchmarks profile`: where the processor time of a page goes in the API's process, as `videograph up` runs it.

Eight connections ask for pages, as in `benchmarks peers`, while the process interrupts itself every few milliseconds of its
processor time (`sampled_server.py`).
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
from datetime import date
from pathlib import Path

import psutil
import uvloop

from benchmarks.peers.archive import VIDEOS, open_archive, sample_videos
from benchmarks.peers.measure import CONNECTIONS, block, warm
from benchmarks.peers.ways import VIDEOGRAPH, open_http, page_of_videograph
from benchmarks.scale.report import write_table
from benchmarks.serving import serving
from service.graph.server.embedded import RunningServer

BEGIN, END = "<!-- profile: begin -->", "<!-- profile: end -->"
_FUNCTIONS = 4
"""Named for each part."""

type Sample = tuple[str, str, int]
"""Part, function, number of samples."""


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks profile", description=__doc__)
    parser.add_argument(
        "--home",
        type=Path,
        help=f"home of an archive (default: {VIDEOS:,} videos in the cache folder, made if missing)",
    )
    parser.add_argument("--seconds", type=float, default=20.0, help="of requests (default 20)")
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
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        file = Path(folder) / "samples.json"
        program = ("-m", "benchmarks.sampled_server", str(file))
        api = stack.enter_context(serving(server.bolt_uri, server.user, server.password, program))
        way = await open_http(stack, VIDEOGRAPH, api, videos, page_of_videograph)
        for _ in videos:  # one after the other, until Neo4j has planned
            await way.asks[0]()
        await warm([way], 4.0, {VIDEOGRAPH: 400})
        before = api.cpu()
        api.process.send_signal(signal.SIGUSR1)
        requests = len(await block(way.asks, seconds))
        api.process.send_signal(signal.SIGUSR2)
        spent = api.cpu() - before
        samples = _read(file)
    head = (
        f"Measured on {date.today().isoformat()}: {requests:,} pages of {len(videos)} videos at {CONNECTIONS} connections, "
        f"load average {psutil.getloadavg()[0]:.1f}."
    )
    return "\n".join([head, "", *table(samples, spent / requests * 1e6), ""])


def _read(file: Path) -> list[Sample]:
    """Returns the samples as soon as the server has written them."""
    end = time.monotonic() + 30
    while not file.exists():
        if time.monotonic() > end:
            raise SystemExit("The API has not written its samples within 30 seconds.")
        time.sleep(0.05)
    return [(part, function, count) for part, function, count in json.loads(file.read_bytes())]


def table(samples: Sequence[Sample], each: float) -> list[str]:
    """Returns Markdown, the largest part first.

    Args:
        each: microseconds of the process for a page.
    """
    whole = sum(count for _, _, count in samples)
    parts: dict[str, Counter[str]] = {}
    for part, function, count in samples:
        parts.setdefault(part, Counter())[function] += count
    lines = ["| Part | µs a page | Share | Mostly in |", "|---|---:|---:|---|"]
    for part, functions in sorted(parts.items(), key=lambda one: -one[1].total()):
        share = functions.total() / whole
        most = ", ".join(
            f"`{function}` {count / whole:.1%}" for function, count in functions.most_common(_FUNCTIONS)
        )
        lines.append(f"| {part} | {share * each:,.0f} | {share:.1%} | {most} |")
    return [*lines, f"| **all** | {each:,.0f} | | {whole:,} samples |"]


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)
