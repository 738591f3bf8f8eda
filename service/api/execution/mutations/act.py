"""Runs the action of a mutation for a viewer. Its expected faults are results too."""

from collections.abc import Awaitable, Callable
from typing import Any

from service.access.scopes import Needed
from service.access.viewer import Viewer
from service.api.execution.mutations.entities import act_merge_entities
from service.api.execution.mutations.faults import EXPECTED, Result, fault_result
from service.api.execution.mutations.videos import act_delete_video
from service.graph.driver.database import Database

type Act = Callable[[Database, dict[str, Any]], Awaitable[Result]]

ACTS: dict[str, Act] = {
    "deleteVideo": act_delete_video,
    "mergeEntities": act_merge_entities,
}
"""Each mutation's action, by the name of its root field."""


async def act(database: Database, name: str, given: dict[str, Any], viewer: Viewer, needed: Needed) -> Result:
    """Returns the result of the mutation `name`.

    Args:
        given: its input.
        needed: the scope of the root field.

    Raises:
        VideographError: none of the expected faults.
    """
    try:
        viewer.require(needed, f"Mutation.{name}")
        return await ACTS[name](database, given)
    except EXPECTED as fault:
        return fault_result(fault)
