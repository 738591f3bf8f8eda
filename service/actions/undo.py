"""Takes decisions back, whatever they were."""

from dataclasses import dataclass

from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.ingest.curation.undo_decisions import Undone, UndoReport, undo_decisions

__all__ = ["Undo", "UndoReport", "Undone", "undo"]


@dataclass(frozen=True)
class Undo:
    """`decisions`: their ids, as `list_decisions` has them. `dry_run`: say what would happen, and leave the graph as it is."""

    decisions: tuple[str, ...]
    dry_run: bool = False


async def undo(database: Database, request: Undo) -> UndoReport:
    """Takes decisions back, in one transaction: all of them or none. Nothing is decided instead.

    Raises:
        NotFound: there is no such decision.
        Conflict: one was undone already, or a later decision that is not among these has to be undone first.
        InvalidInput: no decision is given.
    """
    if not request.decisions:
        raise InvalidInput("no decision is given: give the id of at least one", ("decisions",))
    return await undo_decisions(database, request.decisions, dry_run=request.dry_run)
