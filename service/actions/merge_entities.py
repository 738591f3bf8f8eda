"""Makes entities one that are one and the same, since a person says so."""

from dataclasses import dataclass

from service.domain.document import Kind
from service.graph.driver.database import Database
from service.ingest.curation import merge
from service.ingest.curation.merge import MergeReport

__all__ = ["MergeEntities", "MergeReport", "merge_entities"]


@dataclass(frozen=True)
class MergeEntities:
    """
    Attributes:
        keep: id or slug of the entity that is left.
        merge: ids or slugs of those that become one with it.
        kind: what the one is; needed where they are of several kinds.
        dry_run: say what would happen, and leave the graph as it is.
    """

    keep: str
    merge: tuple[str, ...]
    kind: Kind | None = None
    dry_run: bool = False


async def merge_entities(database: Database, request: MergeEntities) -> MergeReport:
    """Moves everything of the merged entities to the one that is kept, and keeps that as a decision: talks that are imported later, or
    again, keep to it, and the old ids and slugs lead to the one.

    Raises:
        NotFound: there is no such entity.
        InvalidInput: they are one already, of several kinds, or their names stand for a third one under the new kind.
    """
    return await merge.merge_entities(
        database, request.merge, request.keep, kind=request.kind, dry_run=request.dry_run
    )
