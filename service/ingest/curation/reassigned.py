"""Writes videos with moved entities, like an import writes a changed version."""

from collections.abc import Mapping

from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.storage.aliases import alias_row
from service.ingest.storage.change import change_video
from service.ingest.storage.reassign import Moved
from service.ingest.video_rows import Part


async def write_moved(transaction: Transaction, before: Part, moved: Moved) -> None:
    """Writes a video with moved entities and its projections. The caller holds the locks of the video, of names and
    of shared objects. Aliases need no locks of their own, because their names are locked."""
    after = moved.part
    given = {row["alias"]: row["name"] for row in after.rows["given_name"].values()}
    new = sorted(given.keys() - {row["alias"] for row in before.rows["given_name"].values()})
    if new:
        await run_statement(transaction, "alias/lock", rows=[alias_row(key, given[key]) for key in new])
    await change_video(transaction, before, after)
    await run_statement(transaction, "video/increase_revision", id=before.video)


async def name_moved(transaction: Transaction, stands_for: Mapping[str, str]) -> None:
    """Lets names stand for the targets, after the last video, because the other videos are read by these names."""
    rows = [{"key": key, "entity": entity} for key, entity in sorted(stands_for.items())]
    if rows:
        await run_statement(transaction, "alias/assign", rows=rows)
