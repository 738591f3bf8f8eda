"""How much a statement makes Neo4j do: operators of its plan, and database hits of an execution, by `PROFILE`."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString, cast

import neo4j

_EXECUTIONS = 12


@dataclass(frozen=True)
class Work:
    """Operators of the plan, and hits as the mean over some videos."""

    operators: int
    hits: float


async def work_of(driver: neo4j.AsyncDriver, statements: Sequence[tuple[str, Mapping[str, Any]]]) -> Work:
    """Executes some of these statements, which have one text and different parameters."""
    plans: list[Mapping[str, Any]] = []
    for text, parameters in statements[:_EXECUTIONS]:
        async with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            result = await session.run(cast(LiteralString, f"PROFILE {text}"), dict(parameters))
            summary = await result.consume()
        assert summary.profile is not None
        plans.append(summary.profile)
    return Work(operators(plans[0]), statistics.mean(hits(plan) for plan in plans))


def operators(plan: Mapping[str, Any]) -> int:
    """Returns how many operators a plan has, its result among them."""
    return 1 + sum(operators(child) for child in plan.get("children", []))


def hits(plan: Mapping[str, Any]) -> int:
    """Returns the database hits of all operators of a profile."""
    return int(plan.get("dbHits", 0)) + sum(hits(child) for child in plan.get("children", []))
