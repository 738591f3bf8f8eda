"""Runs every query on every archive in turns: GraphQL, plain Cypher and `RETURN 1`, all within one run."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from typing import Any

from benchmarks.scale.questions import Case, Question
from benchmarks.serving import Api, Client
from service.api.execution.engine import Engine
from service.errors import VideographError
from service.graph.driver.database import Database, Row
from service.graph.walks import layout

type Ask = Callable[[Case], Awaitable[object]]
_WARMED = 50
"""Cases of a question that are asked once before the clock runs: more do not make Neo4j any warmer."""


@dataclass(frozen=True)
class Result:
    """Sorted milliseconds of each way, and the average number of database hits of a query."""

    title: str
    videos: int
    aim: float | None
    over_floor: bool
    high: bool
    graphql: list[float]
    plain: list[float]
    floor: list[float]
    graphql_hits: float | None
    plain_hits: float | None
    fault: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Watched(Database):
    """Records the statements that are read, if it is switched on."""

    seen: list[tuple[str, Mapping[str, Any]]] | None = None

    async def read(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        name: str,
        timeout: float | None = None,
        queued: bool = True,
    ) -> list[Row]:
        if self.seen is not None:
            self.seen.append((statement, parameters or {}))
        return await super().read(statement, parameters, name=name, timeout=timeout, queued=queued)


@dataclass(frozen=True)
class Archive:
    """A loaded archive with its open connections."""

    videos: int
    database: Watched
    engine: Engine
    questions: list[Question]
    api: Api
    client: Client


async def measure(archives: list[Archive], place: int, rounds: int) -> list[Result]:
    """Measures the question number `place` on each archive; archives and ways take turns."""
    runs = [await _Run.start(archive, archive.questions[place], rounds) for archive in archives]
    for _ in range(rounds):
        for run in runs:
            await run.round()
    return [await run.result() for run in runs]


class _Run:
    """Measures one question on one archive."""

    def __init__(self, archive: Archive, question: Question, cases: list[Case], rounds: int) -> None:
        self.archive, self.question, self.cases = archive, question, cases
        self._next = cycle(cases)
        self.times: dict[str, list[float]] = {"graphql": [], "plain": [], "floor": []}
        self.fault: str | None = None
        self._rounds = max(1, -(-len(cases) // rounds))

    @classmethod
    async def start(cls, archive: Archive, question: Question, rounds: int) -> "_Run":
        cases, fault = question.cases, None
        if question.page > 1:
            cases, fault = await _turn_pages(archive, question)
        run = cls(archive, question, cases, rounds)
        run.fault = fault
        warmed = min(max(len(cases), 5), _WARMED) if cases else 0
        for case in islice(cycle(cases), warmed):  # plans, pages, layouts
            if run.fault is None:
                run.fault = await _fault(archive.engine, question.operation, case)
            if question.over_http:
                await run._graphql(case)
            await run._plain(case)
        return run

    async def round(self) -> None:
        for case in islice(self._next, self._rounds):
            ways: dict[str, Ask] = {"floor": self._floor, "plain": self._plain}
            if self.fault is None:
                ways["graphql"] = self._graphql
            if self.question.fresh:
                layout._cache.clear()  # pyright: ignore[reportPrivateUsage]
            for name, way in ways.items():
                begin = time.perf_counter()
                await way(case)
                self.times[name].append((time.perf_counter() - begin) * 1000)

    async def result(self) -> Result:
        hits: dict[str, float | None] = {"graphql": None, "plain": None}
        for name, way in (("graphql", self._graphql), ("plain", self._plain)):
            over_http = name == "graphql" and self.question.over_http  # asked of another process
            if self.cases and not over_http and (name == "plain" or self.fault is None):
                hits[name] = await self._hits(way)
        return Result(
            title=self.question.title,
            videos=self.archive.videos,
            aim=self.question.aim,
            over_floor=self.question.over_floor,
            high=self.question.high,
            graphql=sorted(self.times["graphql"]),
            plain=sorted(self.times["plain"]),
            floor=sorted(self.times["floor"]),
            graphql_hits=hits["graphql"],
            plain_hits=hits["plain"],
            fault=self.fault,
        )

    async def _hits(self, way: Ask) -> float:
        database, total = self.archive.database, 0
        some = self.cases[:: max(1, len(self.cases) // 4)]
        for case in some:
            database.seen = []
            await way(case)
            seen, database.seen = database.seen, None
            for text, parameters in seen:
                plan = await database.explain(text, parameters, profile=True)
                total += _db_hits(plan.tree)
        return total / len(some)

    async def _floor(self, _: Case) -> None:
        await self.archive.database.read("RETURN 1", name="floor")

    async def _graphql(self, case: Case) -> None:
        if self.question.over_http:
            await self.archive.client.ask(self.question.operation, case.variables)
        else:
            await self.archive.engine.execute(self.question.operation, dict(case.variables))

    async def _plain(self, case: Case) -> None:
        text, parameters = self.question.plain, dict(case.parameters)
        if text is None:
            [(_, text, parameters)] = self.archive.engine.statements(
                self.question.operation, dict(case.variables)
            )
        await self.archive.database.read(text, parameters, name="plain", timeout=60)


async def _turn_pages(archive: Archive, question: Question) -> tuple[list[Case], str | None]:
    """Returns the cases with the cursor of the page that is measured, which follows the last row of the page before."""
    turned: list[Case] = []
    for case in question.cases:
        parameters = dict(case.parameters)
        cursor: str | None = None
        for _ in range(question.page - 1):
            rows = await archive.database.read(question.plain or "", parameters, name="turn", timeout=60)
            if len(rows) < 20:
                return [], "the archive has no such page"
            parameters |= {"video": rows[-1][0], "date": rows[-1][3].iso_format()}
            answer = await archive.engine.execute(question.operation, {**case.variables, "after": cursor})
            if answer.get("errors"):
                return [], str(answer["errors"][0]["message"])
            cursor = answer["data"]["videos"]["pageInfo"]["endCursor"]
        turned.append(Case({**case.variables, "after": cursor}, parameters))
    return turned, None


async def _fault(engine: Engine, operation: str, case: Case) -> str | None:
    try:
        answer = await engine.execute(operation, dict(case.variables))
    except VideographError as error:
        return str(error)
    errors = answer.get("errors")
    return str(errors[0]["message"]) if errors else None


def _db_hits(node: dict[str, Any]) -> int:
    return int(node.get("dbHits", 0)) + sum(_db_hits(child) for child in node.get("children", []))
