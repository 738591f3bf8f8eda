"""Decided shown names: each is an alias of its entity, even if no talk uses it."""

from collections.abc import Sequence

from service.domain.identity import alias_key
from service.domain.text import search_form
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.store.aliases import alias_row


async def uphold_names(
    transaction: Transaction, ids: Sequence[str], *, clear: bool = False, present: Sequence[Row] | None = None
) -> None:
    """Creates the aliases of shown names for existing entities.

    Args:
        present: the rows of `renamed_entity/list_existing` for `ids`, if they were read.
        clear: aliases that no talk gives and no decision either are deleted; needed where a decision was undone or a kind changed.
    """
    if present is None:
        present = (
            await run_statement(transaction, "renamed_entity/list_existing", ids=list(ids)) if ids else []
        )
    wanted = {alias_key(row["kind"], row["name"]) or "": row for row in present}
    if not wanted and not clear:
        return
    unspoken = {
        row["key"] for row in await run_statement(transaction, "alias/list_without_video", ids=list(ids))
    }
    if gone := sorted(unspoken - wanted.keys()):
        await run_statement(transaction, "alias/delete_without_video", keys=gone)
    if wanted:
        keys = sorted(wanted)
        await run_statement(
            transaction, "alias/lock", rows=[alias_row(key, wanted[key]["name"]) for key in keys]
        )
        await run_statement(
            transaction, "alias/assign", rows=[{"key": key, "entity": wanted[key]["id"]} for key in keys]
        )
        unspoken = {
            row["key"] for row in await run_statement(transaction, "alias/list_without_video", ids=list(ids))
        }
        shown = [(key, wanted[key]["name"]) for key in keys if key in unspoken]
        if shown:
            names = [
                {"id": key, "name": name, "searchName": search_form(name), "nameFrom": None}
                for key, name in shown
            ]
            await run_statement(transaction, "alias/set_display", rows=names)
