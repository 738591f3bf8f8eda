"""Says that entities are not one and the same, and takes that back."""

from dataclasses import dataclass

from service.graph.driver.database import Database
from service.ingest.curation import separate
from service.ingest.curation.decisions import Found
from service.ingest.curation.separate import ApartReport

__all__ = ["ApartReport", "Found", "SeparateEntities", "allow_to_be_one", "separate_entities"]


@dataclass(frozen=True)
class SeparateEntities:
    """`entities`: ids or slugs of two or more. `dry_run`: say what would happen, and leave the graph as it is."""

    entities: tuple[str, ...]
    dry_run: bool = False


async def separate_entities(database: Database, request: SeparateEntities) -> ApartReport:
    """Keeps as a decision that the entities are all different: no import makes them one. What was merged into another of them gets its
    names back, and the report names the talks that are to be imported again.

    Raises:
        NotFound: there is no such entity.
        InvalidInput: the same entity twice, fewer than two, or a kind that a later merge has changed again.
    """
    return await separate.tell_apart(database, request.entities, dry_run=request.dry_run)


async def allow_to_be_one(database: Database, request: SeparateEntities) -> tuple[Found, ...]:
    """Takes back what `separate_entities` decided on any two of the entities, all of it or nothing.

    Raises:
        NotFound: there is no such entity, or no such decision on two of them.
        InvalidInput: the same entity twice, or fewer than two.
    """
    return await separate.take_back_apart(database, request.entities, dry_run=request.dry_run)
