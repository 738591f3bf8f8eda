"""Measures the processor time that Neo4j needs to plan the largest operations that the limits allow.

For each family of `planning_questions.py` the largest operation that is taken, for comparison what the page asks and what an
audit found before there were limits. Each statement is planned again in each round (`replan=force`), and the round that took
least counts: what the others took more is other work of the same process, above all compiling the planner's own code.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.planning_questions import FAMILIES, UNLIMITED, largest
from service.actions.demo import load_demo
from service.api.execution.documents import OperationRefused
from service.api.execution.engine import OPERATIONS
from service.api.execution.prepared_operations import Requests
from service.api.operation.limits.cost import StatementSize
from service.api.operation.planning.catalog import Catalog
from service.api.schema.build import graphql_schema
from service.api.warming import PAGE_VALUES
from service.embedded.embedded import RunningServer, start_server
from service.graph import migrations
from service.graph.compose.fragments import read_fragments
from service.graph.driver.database import Database
from service.resources import web_folder
from service.settings import read_settings
from service.settings.limits import Limits

_OWN = ("video_page", "entity_page", "topic_with_entity")
_PATIENCE = 300.0


@dataclass(frozen=True)
class Question:
    title: str
    size: StatementSize
    statements: list[tuple[str, dict[str, object]]]


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks planning", description="Measure what planning costs.")
    parser.add_argument("--home", type=Path, help="where the demo's graph is or shall be (default: for once)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is planned (default 3)")
    parser.add_argument("--quick", action="store_true", help="start Neo4j as `videograph demo` does")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="videograph-planning-") as folder:
        settings = read_settings().model_copy(update={"home": options.home or Path(folder)})
        with start_server(settings, quick=options.quick) as server:
            asyncio.run(_run(server, options.rounds))


async def _run(server: RunningServer, rounds: int) -> None:
    async with Database.open(server.bolt_uri, server.user, server.password, timeout=_PATIENCE) as database:
        await migrations.apply(database)
        await load_demo(database)
        questions = _questions()
        taken: dict[str, list[float]] = {question.title: [] for question in questions}
        for _ in range(rounds):  # one behind the other: by the last, the planner's own code has been compiled
            for question in questions:
                taken[question.title].append(await _seconds(server.pid, database, question))
        print("| Operation | Conditions | Characters | Seconds to plan | Milliseconds a 1,000 characters |")
        print("|---|---:|---:|---:|---:|")
        for question in questions:
            seconds, size = min(taken[question.title]), question.size
            print(
                f"| {question.title} | {size.conditions} | {size.characters:,} | {seconds:.2f} "
                f"| {seconds * 1_000_000 / size.characters:.0f} |",
                flush=True,
            )


def _questions() -> list[Question]:
    schema = graphql_schema()
    catalog = Catalog(schema, read_fragments())
    asked = Requests(schema, catalog)
    unlimited = Requests(schema, catalog, Limits(statement=10**9, conditions=10**9, cost=10**9, tokens=10**6))

    def is_taken(query: str) -> bool:
        try:
            return not asked.prepare(query).planned.plan.faults
        except OperationRefused:
            return False

    found = [_question(asked, f"{name} ×{size}", family(size)) for name, family in FAMILIES.items()
             if (size := largest(family, is_taken))]  # fmt: skip
    folders = (OPERATIONS, web_folder() / "page" / "operations")
    files = {file.stem: file for folder in folders for file in folder.glob("*.graphql")}
    found += [_question(asked, f"*{name}*", files[name].read_text(encoding="utf-8"), True) for name in _OWN]
    return found + [_question(unlimited, f"refused: {name}", query) for name, query in UNLIMITED.items()]


def _question(requests: Requests, title: str, query: str, of_the_page: bool = False) -> Question:
    values = dict(PAGE_VALUES) if of_the_page else {}
    size = requests.prepare(query, values).planned.size
    texts = {text: parameters for _, text, parameters in requests.statements(query, values)}
    return Question(title, size, list(texts.items()))


async def _seconds(pid: int, database: Database, question: Question) -> float:
    process = psutil.Process(pid)
    before = process.cpu_times()
    await _plan(database, question)
    after = process.cpu_times()
    return after.user + after.system - before.user - before.system


async def _plan(database: Database, question: Question) -> None:
    for text, parameters in question.statements:
        await database.read(
            f"CYPHER replan=force EXPLAIN {text}", parameters, name="planning", timeout=_PATIENCE
        )
