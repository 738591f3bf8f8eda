"""Decides that entities are not the same, and undoes that."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.graph.driver.database import Database
from service.ingest.curation.decisions.stored_decisions import Found
from service.ingest.curation.merges import separate
from service.ingest.curation.merges.separate import ApartReport

__all__ = ["ApartReport", "Found", "SeparateEntities", "allow_to_be_one", "separate_entities"]


@dataclass(frozen=True)
class SeparateEntities:
    """`entities`: ids or slugs of two or more. `dry_run`: report what would happen, without changing the graph. `seen`: as in
    `MergeEntities`."""

    entities: tuple[str, ...]
    dry_run: bool = False
    seen: Mapping[str, int] = field(default_factory=dict[str, int])


async def separate_entities(database: Database, request: SeparateEntities) -> ApartReport:
    """Decides that the entities are all different: no import joins them. If one was merged into another, it gets its
    names back.

    Raises: NotFound: an entity does not exist. InvalidInput: the same entity twice, or fewer than two. Conflict: a later
    decision rests on the merge, or an entity has another revision.
    """
    return await separate.tell_apart(database, request.entities, dry_run=request.dry_run, seen=request.seen)


async def allow_to_be_one(database: Database, request: SeparateEntities) -> tuple[Found, ...]:
    """Undoes what `separate_entities` decided on these entities, for all pairs or none.

    Raises: NotFound: an entity or the decision does not exist. InvalidInput: the same entity twice, or fewer than
    two.
    """
    return await separate.take_back_apart(database, request.entities, dry_run=request.dry_run)
