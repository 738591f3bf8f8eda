"""Decides that talks with the same words are all kept, and undoes that."""

from dataclasses import dataclass

from service.graph.driver.database import Database
from service.ingest.duplicates import talks
from service.ingest.duplicates.talks import Kept

__all__ = ["KeepTalks", "Kept", "keep_talks", "undo_keep_talks"]


@dataclass(frozen=True)
class KeepTalks:
    """`videos`: ids, slugs or addresses of two or more talks. `dry_run`: report what would happen, without changing
    the graph."""

    videos: tuple[str, ...]
    dry_run: bool = False


async def keep_talks(database: Database, request: KeepTalks) -> tuple[Kept, ...]:
    """Decides that no two of these talks are listed as duplicates again.

    Raises: NotFound: a talk does not exist. InvalidInput: the same talk twice, fewer than two, or an address of
    several talks.
    """
    return await talks.keep_talks(database, request.videos, dry_run=request.dry_run)


async def undo_keep_talks(database: Database, request: KeepTalks) -> tuple[Kept, ...]:
    """Undoes what `keep_talks` decided on these talks, for all pairs or none.

    Raises: NotFound: a talk or the decision does not exist. InvalidInput: as `keep_talks`.
    """
    return await talks.take_back_talks(database, request.videos, dry_run=request.dry_run)
