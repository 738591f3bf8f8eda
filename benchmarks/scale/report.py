"""Writes the table of docs/benchmarks.md from the measurements."""

import platform
import statistics
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import psutil

from benchmarks.scale.measure import Result
from benchmarks.scale.throughput import Throughput

BEGIN, END = "<!-- scale: begin -->", "<!-- scale: end -->"
QUIET_FLOOR = 0.56
"""Milliseconds of `RETURN 1` where the aims were taken."""
PAGE = "video page, over HTTP"
SAME = 1.15


def table(
    results: Sequence[Result], under_load: Sequence[Throughput], version: str, sizes: dict[int, str]
) -> str:
    """Returns Markdown: place and time of the measurement, then a row for each read, with the archives beside each other.

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
        *_reads(results),
        "",
        *_same_page(results),
    ]
    if under_load:
        lines += [
            "",
            *_table(
                "Video page, eight at once | Driver alone, requests/s | CPU µs each | HTTP, requests/s | CPU µs each",
                [
                    f"{one.videos:,} videos | {one.driver.a_second:.0f} | {one.driver.processor_each:.0f} | "
                    f"{one.http.a_second:.0f} | {one.http.processor_each:.0f}"
                    for one in under_load
                ],
                text=1,
            ),
        ]
    return "\n".join(lines) + "\n"


def _table(head: str, rows: list[str], text: int) -> list[str]:
    """Returns a Markdown table. The first `text` columns, and columns without a heading, contain text."""
    columns = [one.strip() for one in head.split("|")]
    line = "|".join("---:" if one and place >= text else "---" for place, one in enumerate(columns))
    return [f"| {head} |", f"|{line}|", *(f"| {row} |" for row in rows)]


def _same_page(results: Sequence[Result]) -> list[str]:
    """Compares the cost of the page on the largest and the smallest archive."""
    pages = sorted((one for one in results if one.title == PAGE and one.graphql), key=lambda one: one.videos)
    if len(pages) < 2:
        return []
    small, large = pages[0], pages[-1]
    over_http, driver = (
        statistics.median(by(large)) / statistics.median(by(small))
        for by in (lambda one: one.graphql, lambda one: one.plain)
    )
    verdict = "within" if 1 / SAME <= over_http <= SAME else "**not within**"
    return [
        f"The page over HTTP takes {over_http:.2f} times as long at {large.videos:,} videos as at {small.videos:,} "
        f"(through the driver alone {driver:.2f} times): {verdict} 15 %."
    ]


def write_table(file: Path, text: str, begin: str = BEGIN, end: str = END) -> None:
    """Replaces the earlier table."""
    document = file.read_text(encoding="utf-8")
    head, _, rest = document.partition(begin)
    _, _, tail = rest.partition(end)
    file.write_text(f"{head}{begin}\n{text}{end}{tail}", encoding="utf-8")


def _reads(results: Sequence[Result]) -> list[str]:
    """Returns the table of all reads: of each archive the median, its ratio to plain Cypher and the hits of both."""
    archives = sorted({one.videos for one in results})
    by_read: dict[str, dict[int, Result]] = {}
    for one in results:
        by_read.setdefault(one.title, {})[one.videos] = one
    head = ["Read", "Aim"]
    for videos in archives:
        head += [f"{videos:,} videos: ms", "ratio", "hits, plain"]
    rows = [
        " | ".join(
            [
                title,
                _aim(next(iter(found.values()))),
                *(cell for videos in archives for cell in _figures(found.get(videos))),
                _outcome(found),
            ]
        )
        for title, found in by_read.items()
    ]
    return _table(" | ".join([*head, ""]), rows, text=2)


def _figures(result: Result | None) -> tuple[str, str, str]:
    if result is None:
        return "", "", ""
    median = f"{statistics.median(result.graphql):.2f}" if result.graphql else ""
    ratio = (
        f"{statistics.median(result.graphql) / statistics.median(result.plain):.2f}" if result.graphql else ""
    )
    hits = ["–" if one is None else f"{one:,.0f}" for one in (result.graphql_hits, result.plain_hits)]
    return median, ratio, "" if hits == ["–", "–"] else ", ".join(hits)


def _outcome(found: dict[int, Result]) -> str:
    """Whether the aim was reached: once if all archives agree, otherwise for each."""
    verdicts = {
        videos: one.fault
        or (_verdict(one, statistics.median(one.floor) if one.floor else 0.0) if one.graphql else "")
        for videos, one in sorted(found.items())
    }
    if len(set(verdicts.values())) == 1:
        return next(iter(verdicts.values()))
    return "; ".join(f"{videos:,}: {verdict}" for videos, verdict in verdicts.items())


def _aim(result: Result) -> str:
    if result.aim is None:
        return ""
    return ("p99 " if result.high else "") + f"≤ {result.aim:g}" + (" + floor" if result.over_floor else "")


def _verdict(result: Result, floor: float) -> str:
    if result.aim is None:
        return ""
    figure = _quantile(result.graphql, 0.99) if result.high else statistics.median(result.graphql)
    if result.over_floor:
        return "reached" if figure - floor <= result.aim else "**not reached**"
    if figure <= result.aim:
        return "reached"
    quiet = figure - floor + QUIET_FLOOR
    return f"{quiet:.1f} with a floor of {QUIET_FLOOR}" if quiet <= result.aim else "**not reached**"


def _quantile(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]
