"""Says of talks that share their words that all of them stay, and takes that back."""

from dataclasses import dataclass

from service.graph.driver.database import Database
from service.ingest.duplicates import talks
from service.ingest.duplicates.talks import Kept

__all__ = ["KeepTalks", "Kept", "keep_talks", "undo_keep_talks"]


@dataclass(frozen=True)
class KeepTalks:
    """`videos`: ids, slugs or addresses of two or more. `dry_run`: say what would happen, and leave the graph as it is."""

    videos: tuple[str, ...]
    dry_run: bool = False


async def keep_talks(database: Database, request: KeepTalks) -> tuple[Kept, ...]:
    """Keeps as a decision that no two of these talks are listed as duplicates again.

    Raises:
        NotFound: there is no such talk.
        InvalidInput: the same talk twice, fewer than two, or an address that several have.
    """
    return await talks.keep_talks(database, request.videos, dry_run=request.dry_run)


async def undo_keep_talks(database: Database, request: KeepTalks) -> tuple[Kept, ...]:
    """Takes back what `keep_talks` decided on any two of these talks, all of it or nothing.

    Raises:
        NotFound: there is no such talk, or no such decision on two of them.
        InvalidInput: as `keep_talks`.
    """
    return await talks.take_back_talks(database, request.videos, dry_run=request.dry_run)
