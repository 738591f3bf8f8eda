"""Finds entities that may be the same, and talks that share many words. Changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.document import Kind
from service.graph.driver.database import Database
from service.ingest.duplicates import entities, talks
from service.ingest.duplicates.entities import Duplicate, Side
from service.ingest.duplicates.talks import Republished

__all__ = ["Duplicate", "DuplicatesReport", "FindDuplicates", "Republished", "Side", "find_duplicates"]


@dataclass(frozen=True)
class FindDuplicates:
    """
    Attributes:
        limit: how many pairs of entities, and of talks, the most likely first.
        kind: only pairs of entities of which one at least is of this kind, and no talks.
        min_score: only pairs of entities with at least this score.
        talks: whether talks are looked at, whose words must all be read.
    """

    limit: int = 20
    kind: Kind | None = None
    min_score: float = 0.3
    talks: bool = True


@dataclass(frozen=True)
class DuplicatesReport:
    """`pairs_with_a_reason`, `pairs_of_videos`: total numbers; `entities` and `videos` are the most likely of them."""

    entities: Sequence[Duplicate]
    pairs_with_a_reason: int
    videos: Sequence[Republished]
    pairs_of_videos: int


async def find_duplicates(database: Database, request: FindDuplicates) -> DuplicatesReport:
    """Finds pairs that an import does not join, without those that were decided to be two."""
    found, total = await entities.find_duplicates(
        database, limit=request.limit, kind=request.kind, min_score=request.min_score
    )
    if request.kind is not None or not request.talks:
        return DuplicatesReport(found, total, [], 0)
    return DuplicatesReport(found, total, *await talks.find_republished(database, limit=request.limit))
