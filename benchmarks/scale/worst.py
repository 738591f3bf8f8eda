"""Runs the most expensive queries, one after the other: each must end in time, with an answer or an error with a
code."""

import asyncio
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scale.report import write_table
from benchmarks.scale.worst_questions import Worst, make_worst
from embedded_neo4j import Server
from service.api.execution.engine import Engine
from service.graph.driver.database import Database

BEGIN, END = "<!-- worst: begin -->", "<!-- worst: end -->"
ANSWERED = "answered"
ENDED_WITH = {ANSWERED, "TIMEOUT", "QUERY_TOO_COMPLEX"}
_MOST_LEFT = 30.0
_RUNNING = (
    "SHOW TRANSACTIONS YIELD metaData, elapsedTime "
    "WHERE metaData.name STARTS WITH 'Query.' AND elapsedTime >= duration({milliseconds: $over}) RETURN metaData.name"
)


@dataclass(frozen=True)
class Outcome:
    """`ended`: number of root fields by result. `left`: seconds until Neo4j had stopped all of their work."""

    title: str
    seconds: float
    ended: Counter[str]
    left: float
    messages: tuple[str, ...]


async def ask_worst(engine: Engine, asked: Iterable[Worst], running_over: float) -> list[Outcome]:
    """
    Args:
        running_over: seconds for which a transaction of ours must have been there to count as left over; more than none
            where others ask the same Neo4j.
    """
    return [await _ask(engine, worst, running_over) for worst in asked]


async def _ask(engine: Engine, worst: Worst, running_over: float) -> Outcome:
    begin = time.perf_counter()
    answer = await engine.execute(worst.operation, dict(worst.variables))
    seconds = time.perf_counter() - begin
    errors = answer.get("errors", [])
    ended = Counter(str(error["extensions"]["code"]) for error in errors)
    whole = len(answer.get("data") or {}) - len({error["path"][0] for error in errors if "path" in error})
    if whole > 0:
        ended[ANSWERED] = whole
    messages = tuple(str(error["message"]) for error in errors)
    return Outcome(worst.title, seconds, ended, await _until_idle(engine.database, running_over), messages)


async def _until_idle(database: Database, running_over: float) -> float:
    """Returns the seconds until none of our transactions runs in Neo4j; infinite after half a minute."""
    begin = time.perf_counter()
    while (waited := time.perf_counter() - begin) < _MOST_LEFT:
        parameters = {"over": int(running_over * 1000)}
        if not await database.read(_RUNNING, parameters, name="worst left", timeout=60):
            return waited
        await asyncio.sleep(0.02)
    return math.inf


async def run_worst(server: Server, timeout: float, only: str, say: Callable[[str], None]) -> str:
    """Returns a Markdown table."""
    async with Database.open(server.bolt_uri, server.user, server.password, timeout=timeout) as database:
        engine = Engine(database)
        [[videos]] = await database.read("RETURN COUNT { (:Video) }", name="count")
        lines = [
            f"{videos:,} videos, {timeout:g} seconds for a request.",
            "",
            "| Question | Seconds | Ended with |",
            "|---|---:|---|",
        ]
        for worst in await make_worst(database):
            if worst.title.startswith(only):
                [outcome] = await ask_worst(engine, [worst], timeout + 5)
                lines.append(_row(outcome))
                say(lines[-1])
                for message in sorted(set(outcome.messages)):
                    say(f"  {message}")
    return "\n".join(lines) + "\n"


def _row(outcome: Outcome) -> str:
    ended = outcome.ended
    words = [name if ended.total() == 1 else f"{count} {name}" for name, count in ended.most_common()]
    return f"| {outcome.title} | {outcome.seconds:.2f} | {', '.join(words)} |"


def write_worst(file: Path, text: str) -> None:
    write_table(file, text, BEGIN, END)
