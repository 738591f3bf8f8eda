"""The peers' table: medians of the rounds, ratios to Videograph, and the aims."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.peers.ages import SECONDS
from benchmarks.peers.measure import CONNECTIONS, Figures, Way
from benchmarks.peers.node_peers import LIBRARY
from benchmarks.peers.plans import Work
from benchmarks.peers.plot import Bar
from benchmarks.peers.registry import FASTAPI
from benchmarks.peers.ways import DRIVER, KNOWN, VIDEOGRAPH

BEGIN, END = "<!-- peers: begin -->", "<!-- peers: end -->"


@dataclass(frozen=True)
class Run:
    """What was measured, and where: the work of both statements of the page, the seconds of `oldest_answers`, the archive in words,
    versions, and the load average before and after."""

    pages: list[Way]
    page_figures: dict[str, Figures]
    small: list[Way]
    small_figures: dict[str, Figures]
    work: dict[str, Work]
    ages: dict[str, float]
    archive: str
    versions: str
    date: str
    load: tuple[float, float]


def bars(run: Run) -> list[Bar]:
    """Returns the medians for the plot."""
    median = statistics.median
    return [
        Bar(
            way.title,
            median(one.processor),
            median(one.neo4j),
            median(one.a_second),
            own=way.key in (VIDEOGRAPH, KNOWN),
        )
        for way in run.pages
        for one in [run.page_figures[way.key]]
    ]


def report(run: Run, image: str | None = None) -> str:
    """Returns Markdown. `image`: where the plot is, seen from the document."""
    rounds = len(run.page_figures[VIDEOGRAPH].p50)
    before, after = run.load
    pages = [way for way in run.pages if way.key == KNOWN or way.key not in run.ages]
    known = [way for way in run.pages if way.key in run.ages]
    return "\n".join(
        [
            f"Measured on {run.date}, {run.archive}. {run.versions}.",
            "",
            f"{rounds} rounds in turns; each figure is the median of the rounds. The load average was {before:.1f} before and "
            f"{after:.1f} after. On a busy machine compare only the ratios within this run, and trust those of processor times "
            "more than p50 and requests/s, because each process waits for a core.",
            "",
            *([f"![Processor time and pages a second of each way]({image})", ""] if image else []),
            *_table("The whole page", pages, run.page_figures),
            "",
            *_table("The same page, asked for before", known, run.page_figures, KNOWN, run.ages),
            "",
            *_statements(run),
            "",
            *_table("The title of one video", run.small, run.small_figures),
            "",
            *_aims(run),
            "",
        ]
    )


def _table(
    head: str,
    ways: Sequence[Way],
    figures: Mapping[str, Figures],
    base: str = VIDEOGRAPH,
    ages: Mapping[str, float] | None = None,
) -> list[str]:
    """`base`: the key of the way that ratios are to."""
    columns = [
        f"API CPU µs at {CONNECTIONS}",
        "× Videograph",
        f"Neo4j CPU µs at {CONNECTIONS}",
        "p50 ms at 1",
        "× Videograph",
        "p10 ms at 1",
        "× Videograph",
        f"requests/s at {CONNECTIONS}",
        "Videograph ×",
        *(["oldest answer"] if ages else []),
    ]
    lines = [f"| {head} | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
    own, median = figures[base], statistics.median
    for way in ways:
        mine = figures[way.key]
        cells = [
            f"{median(mine.processor):,.0f}",
            f"{ratio(mine.processor, own.processor):.2f}",
            f"{median(mine.neo4j):,.0f}",
            f"{median(mine.p50):.2f}",
            f"{ratio(mine.p50, own.p50):.2f}",
            f"{median(mine.p10):.2f}",
            f"{ratio(mine.p10, own.p10):.2f}",
            f"{median(mine.a_second):,.0f}",
            f"{ratio(own.a_second, mine.a_second):.2f}",
            *([_age(ages[way.key])] if ages else []),
        ]
        lines.append(f"| {way.title} | {' | '.join(cells)} |")
    return lines


def _age(seconds: float) -> str:
    if seconds > 0.95 * SECONDS:
        return "no limit"
    return f"{seconds:.1f} s" if seconds else "never old"


def _statements(run: Run) -> list[str]:
    """Compares the statements of the page: their plans, and the time that they take in turns."""
    lines = [
        "| Statement of the page | Operators | Hits | Neo4j CPU × Videograph's | p10 × Videograph's |",
        "|---|---:|---:|---:|---:|",
    ]
    own = run.page_figures[DRIVER]
    for way in run.pages:
        if way.key in run.work:
            work, mine = run.work[way.key], run.page_figures[way.key]
            ratios = f"{ratio(mine.neo4j, own.neo4j):.2f} | {ratio(mine.p10, own.p10):.2f}"
            lines.append(f"| {way.title} | {work.operators} | {work.hits:,.0f} | {ratios} |")
    return lines


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """Returns the median of the ratios within each round."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def _aims(run: Run) -> list[str]:
    page, small = run.page_figures, run.small_figures
    own = page[VIDEOGRAPH]
    lines = ["| Aim of Videograph | Measured |  |", "|---|---:|---|"]

    def aim(
        words: str, of: str, figures: Mapping[str, Figures], bound: float, by: Callable[[Figures], float]
    ) -> None:
        if of in figures:
            figure = by(figures[of])
            reached = figure >= bound if "≥" in words else figure <= bound
            lines.append(f"| {words} | {figure:.2f} | {'reached' if reached else '**not reached**'} |")

    aim("CPU ≤ 1.3 × FastAPI by hand", FASTAPI, page, 1.3, lambda one: ratio(own.processor, one.processor))
    for key, title in LIBRARY.items():
        aim(f"CPU ≥ 6 × less than {title}", key, page, 6, lambda one: ratio(one.processor, own.processor))
        aim(f"requests/s ≥ 4 × {title}", key, page, 4, lambda one: ratio(own.a_second, one.a_second))
    aim(
        "p50 ≤ 1.15 × the driver alone, same statement",
        DRIVER,
        page,
        1.15,
        lambda one: ratio(own.p50, one.p50),
    )
    aim("p10 of the same", DRIVER, page, 1.15, lambda one: ratio(own.p10, one.p10))
    known = page[KNOWN]
    aim(
        "known page: CPU ≤ 0.3 × FastAPI by hand",
        FASTAPI,
        page,
        0.3,
        lambda one: ratio(known.processor, one.processor),
    )
    aim(
        "known page: p50 ≤ 0.75 × the driver alone, same statement",
        DRIVER,
        page,
        0.75,
        lambda one: ratio(known.p50, one.p50),
    )
    for key, title in LIBRARY.items():
        aim(
            f"known page: CPU ≥ 25 × less than {title}",
            key,
            page,
            25,
            lambda one: ratio(one.processor, known.processor),
        )
    small_own = small[VIDEOGRAPH]
    aim(
        "small query: CPU ≤ 1.2 × FastAPI by hand",
        FASTAPI,
        small,
        1.2,
        lambda one: ratio(small_own.processor, one.processor),
    )
    small_known = small[KNOWN]
    aim(
        "known title: CPU ≤ 0.3 × FastAPI by hand",
        FASTAPI,
        small,
        0.3,
        lambda one: ratio(small_known.processor, one.processor),
    )
    return lines
