"""New statements wait for their turn, those of clients without a key behind all others."""

import asyncio
from itertools import count

import pytest

from service.api.execution import admission
from service.api.execution.admission import PlanningTurns
from service.errors import RateLimited

pytestmark = pytest.mark.anyio


class Run:
    """Statements that run until they are told to end; `order` is how they began."""

    def __init__(self, turns: PlanningTurns) -> None:
        self.turns = turns
        self.order: list[str] = []
        self.ends: dict[str, asyncio.Event] = {}
        self.tasks: list[asyncio.Task[None]] = []

    async def start(self, name: str, *, trusted: bool, statement: str | None = None) -> None:
        self.ends[name] = asyncio.Event()

        async def run() -> None:
            async with self.turns.turn((statement or name, ()), trusted=trusted):
                self.order.append(name)
                await self.ends[name].wait()

        self.tasks.append(asyncio.create_task(run()))
        await self.settle()

    async def end(self, name: str) -> None:
        self.ends[name].set()
        await self.settle()

    async def settle(self) -> None:
        for _ in range(10):
            await asyncio.sleep(0)


async def test_clients_without_a_key_go_one_after_the_other() -> None:
    run = Run(PlanningTurns(most=1))
    for name in ("a", "b", "c"):
        await run.start(name, trusted=False)

    assert run.order == ["a"]
    await run.end("a")
    assert run.order == ["a", "b"]
    await run.end("b")
    await run.end("c")
    await asyncio.gather(*run.tasks)
    assert run.order == ["a", "b", "c"]


async def test_clients_with_a_key_go_first_one_after_the_other() -> None:
    run = Run(PlanningTurns(most=1))
    await run.start("flood 1", trusted=False)
    await run.start("flood 2", trusted=False)
    await run.start("key 1", trusted=True)
    await run.start("key 2", trusted=True)

    assert run.order == ["flood 1"]
    await run.end("flood 1")
    assert run.order == ["flood 1", "key 1"]
    await run.end("key 1")
    assert run.order == ["flood 1", "key 1", "key 2"]
    await run.end("key 2")
    assert run.order[3:] == ["flood 2"]
    await run.end("flood 2")
    await asyncio.gather(*run.tasks)


async def test_a_client_with_a_key_that_waits_too_long_does_not_wait_longer() -> None:
    turns = PlanningTurns(most=1, patience=0.01)
    async with turns.turn(("RETURN 1", ()), trusted=False):
        async with turns.turn(("RETURN 2", ()), trusted=True):
            with pytest.raises(RateLimited):
                async with turns.turn(("RETURN 3", ()), trusted=False):
                    pass
        with pytest.raises(RateLimited):  # who had no place gives none back
            async with turns.turn(("RETURN 3", ()), trusted=False):
                pass
    async with turns.turn(("RETURN 3", ()), trusted=False):
        pass


async def test_after_a_plan_there_is_a_pause_if_known_queries_were_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(admission, "monotonic", count(step=10_000).__next__)
    turns = PlanningTurns(most=1, patience=0.01)

    async def plan() -> None:
        async with turns.turn(("RETURN 1", ()), trusted=False):
            pass

    await plan()
    await plan()  # at once
    async with turns.turn(("RETURN 1", ()), trusted=False):
        turns.known_answers += 1
    with pytest.raises(RateLimited):  # the pause, a second at most, is longer than its patience
        await plan()


async def test_who_waits_too_long_is_told_when_to_come_again() -> None:
    turns = PlanningTurns(most=1, patience=0.01)
    async with turns.turn(("RETURN 1", ()), trusted=False):
        with pytest.raises(
            RateLimited, match="Too many new queries are waiting to be planned: try again in 1 s"
        ) as error:
            async with turns.turn(("RETURN 2", ()), trusted=False):
                pass
    assert (error.value.retry_after, error.value.reason) == (1, "QUEUE")
    async with turns.turn(("RETURN 2", ()), trusted=False):  # it has left no trace
        pass


async def test_a_client_that_goes_away_leaves_its_place() -> None:
    run = Run(PlanningTurns(most=1))
    for name in ("a", "b", "c"):
        await run.start(name, trusted=False)
    run.tasks[1].cancel()
    await run.settle()
    await run.end("a")

    assert run.order == ["a", "c"]
    run.tasks[2].cancel()
    await run.settle()
    await run.start("d", trusted=False)
    assert run.order == ["a", "c", "d"]
    await run.end("d")


async def test_the_same_statement_is_planned_once_and_then_runs_for_all() -> None:
    run = Run(PlanningTurns(most=1))
    for name in ("a", "b", "c"):
        await run.start(name, trusted=False, statement="RETURN 1")

    assert run.order == ["a"]
    assert run.turns.is_under_way(("RETURN 1", ()))
    await run.end("a")
    assert run.order == ["a", "b", "c"]
    assert not run.turns.is_under_way(("RETURN 1", ()))
    for name in ("b", "c"):
        await run.end(name)
    await asyncio.gather(*run.tasks)


async def test_if_planning_ends_without_a_plan_the_next_one_plans() -> None:
    run = Run(PlanningTurns(most=2))
    for name in ("a", "b", "c"):
        await run.start(name, trusted=False, statement="RETURN 1")
    run.tasks[0].cancel()
    await run.settle()

    assert run.order == ["a", "b"]
    await run.end("b")
    assert run.order == ["a", "b", "c"]
    await run.end("c")


async def test_a_client_with_a_key_does_not_wait_for_the_same_statement_of_another() -> None:
    run = Run(PlanningTurns(most=1))
    await run.start("flood", trusted=False)
    await run.start("anonymous", trusted=False, statement="RETURN 1")
    await run.start("key", trusted=True, statement="RETURN 1")

    assert run.order == ["flood"]
    for name in ("flood", "key", "anonymous"):
        await run.end(name)
    assert run.order == ["flood", "key", "anonymous"]
    await asyncio.gather(*run.tasks)
