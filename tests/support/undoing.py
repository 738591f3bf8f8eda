"""Undoes the merge of an entity, by the decision that a list of decisions has of it."""

from service.actions.decisions import Undo, UndoReport, list_decisions, undo
from service.graph.driver.database import Database


async def undo_merge(database: Database, reference: str) -> UndoReport:
    """Undoes the merge of the entity that had this id or slug."""
    [decided] = [
        one
        for one in await list_decisions(database)
        if one.sort == "one" and reference in (one.first.id, one.first.slug)
    ]
    return await undo(database, Undo((decided.id,)))
