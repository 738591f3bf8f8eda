"""The table of docs/benchmarks.md, made from what was measured."""

import platform
import statistics
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import psutil

from benchmarks.scale.measure import Result

BEGIN, END = "<!-- scale: begin -->", "<!-- scale: end -->"


def table(results: Sequence[Result], version: str, sizes: dict[int, str]) -> str:
    """Markdown: where and when it was measured, then a row for each read on each archive.

    Args:
        version: of Neo4j.
        sizes: videos of an archive → what it holds, in words.
    """
    memory = psutil.virtual_memory().total / 2**30
    lines = [
        f"Measured on {date.today().isoformat()}: Neo4j {version}, Python {platform.python_version()}, "
        f"{psutil.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, "
        f"load average {psutil.getloadavg()[1]:.1f} at the end.",
        "",
        *(f"- {videos:,} videos: {words}" for videos, words in sizes.items()),
        "",
        "| Read | Videos | Aim | GraphQL median | min | p95 | Plain median | min | Ratio | Floor | Hits | Hits, plain | |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    return "\n".join([*lines, *(_row(result) for result in results)]) + "\n"


def write_table(file: Path, text: str) -> None:
    """Puts it in the place of the table before."""
    document = file.read_text(encoding="utf-8")
    head, _, rest = document.partition(BEGIN)
    _, _, tail = rest.partition(END)
    file.write_text(f"{head}{BEGIN}\n{text}{END}{tail}", encoding="utf-8")


def _row(result: Result) -> str:
    floor = statistics.median(result.floor) if result.floor else 0.0
    aim = "" if result.aim is None else f"≤ {result.aim:g}" + (" + floor" if result.over_floor else "")
    ratio = ""
    verdict = "" if result.fault is None else result.fault
    if result.graphql:
        median = statistics.median(result.graphql)
        ratio = f"{median / statistics.median(result.plain):.2f}"
        if result.aim is not None:
            reached = median - (floor if result.over_floor else 0) <= result.aim
            verdict = "reached" if reached else "**not reached**"
    cells = [
        result.title,
        f"{result.videos:,}",
        aim,
        *_figures(result.graphql),
        *_figures(result.plain)[:2],
        ratio,
        f"{floor:.2f}",
        "" if result.graphql_hits is None else f"{result.graphql_hits:,.0f}",
        "" if result.plain_hits is None else f"{result.plain_hits:,.0f}",
        verdict,
    ]
    return f"| {' | '.join(cells)} |"


def _figures(times: list[float]) -> list[str]:
    """Median, least and 95th percentile."""
    if not times:
        return ["", "", ""]
    high = times[min(len(times) - 1, int(len(times) * 0.95))]
    return [f"{value:.2f}" for value in (statistics.median(times), times[0], high)]
