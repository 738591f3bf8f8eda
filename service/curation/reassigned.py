"""Writes videos with moved entities, like an import writes a changed version."""

from collections.abc import Mapping, Sequence

from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import VideoRows
from service.store.aliases import alias_row
from service.store.change import change_videos
from service.store.reassign import ReassignedVideo


async def write_moved(transaction: Transaction, videos: Sequence[tuple[VideoRows, ReassignedVideo]]) -> None:
    """Writes videos with moved entities and their projections. The caller holds the locks of the videos, of names and
    of shared objects. Aliases need no locks of their own, because their names are locked.

    Args:
        videos: each as it is, and moved.
    """
    new: dict[str, str] = {}
    for before, moved in videos:
        given = {row["alias"]: row["name"] for row in moved.part.rows["given_name"].values()}
        known = {row["alias"] for row in before.rows["given_name"].values()}
        new = {key: name for key, name in given.items() if key not in known} | new
    if new:
        rows = [alias_row(key, name) for key, name in sorted(new.items())]
        await run_statement(transaction, "alias/lock", rows=rows)
    await change_videos(transaction, [(before, moved.part) for before, moved in videos])
    ids = [before.video for before, _ in videos]
    await run_statement(transaction, "video/increase_revision", ids=ids)


async def name_moved(transaction: Transaction, stands_for: Mapping[str, str]) -> None:
    """Lets names stand for the targets, after the last video, because the other videos are read by these names."""
    rows = [{"key": key, "entity": entity} for key, entity in sorted(stands_for.items())]
    if rows:
        await run_statement(transaction, "alias/assign", rows=rows)
