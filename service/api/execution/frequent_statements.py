"""Replaces a statement that runs often by one that Neo4j runs faster: with the selected values in its text.

As a parameter, the selected values do not make another text, so that Neo4j plans fewer statements; but it looks up each
name in each row. For a statement that runs often, a plan of its own costs less than these lookups. The plan is made
beside the requests, which use it once it is there.
"""

import asyncio
from contextvars import Context
from typing import Any

from service.api.execution.admission import PlanningTurns
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan.operation_plan import RootPlan
from service.api.operation.statement_parameters import statement_of
from service.errors import VideographError
from service.graph.driver.database import Database
from service.graph.driver.planning import shape_of

OFTEN = 300
"""Runs after which the second form is planned. Planning costs as much as several hundred runs save."""


class FrequentStatements:
    """Selects the form in which a statement runs.

    Args:
        turns: where a new plan waits until no client waits for one.
        often: runs after which the second form is planned.
    """

    def __init__(self, database: Database, turns: PlanningTurns, often: int = OFTEN) -> None:
        self._database = database
        self._turns = turns
        self._often = often
        self._planning: asyncio.Task[None] | None = None

    def statement_of(self, root: RootPlan, reads: dict[int, FieldArguments]) -> tuple[str, dict[str, Any]]:
        """Returns the statement and its parameters, in the form to run now."""
        root.runs += 1
        if root.runs > self._often:
            text, parameters = statement_of(root, reads, written=True)
            if self._database.has_planned(text, parameters):
                return text, parameters
            if self._planning is None or self._planning.done():  # one at a time
                # In a context of its own: the deadline of this request is not that of the plan.
                self._planning = asyncio.create_task(self._plan(root, text, parameters), context=Context())
        return statement_of(root, reads)

    async def _plan(self, root: RootPlan, text: str, parameters: dict[str, Any]) -> None:
        try:
            async with self._turns.turn(shape_of(text, parameters), trusted=False):
                await self._database.read(text, parameters, name=f"plan {root.name}")
        except VideographError:
            root.runs = 0  # tried again after as many runs
