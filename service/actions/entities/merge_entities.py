"""Merges entities that a person says are the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.domain.document import Kind
from service.graph.driver.database import Database
from service.ingest.curation.merges import merge
from service.ingest.curation.merges.merge import MergeReport

__all__ = ["MergeEntities", "MergeReport", "merge_entities"]


@dataclass(frozen=True)
class MergeEntities:
    """
    Attributes:
        keep: id or slug of the entity that is left.
        merge: ids or slugs of those that become one with it.
        kind: what the one is; needed where they are of several kinds.
        dry_run: say what would happen, and leave the graph as it is.
        seen: id or slug → revision: merge them only if these entities have these revisions.
    """

    keep: str
    merge: tuple[str, ...]
    kind: Kind | None = None
    dry_run: bool = False
    seen: Mapping[str, int] = field(default_factory=dict[str, int])


async def merge_entities(database: Database, request: MergeEntities) -> MergeReport:
    """Moves everything of the merged entities to the remaining one, and stores this decision. Later imports follow
    it, and the old ids and slugs lead to the remaining entity.

    Raises: NotFound: an entity does not exist. InvalidInput: they are one already, have several kinds, or one of
    their names stands for a third entity of the new kind. Conflict: an entity has another revision.
    """
    return await merge.merge_entities(
        database, request.merge, request.keep, kind=request.kind, dry_run=request.dry_run, seen=request.seen
    )
