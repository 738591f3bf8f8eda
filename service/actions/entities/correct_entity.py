"""Corrects one entity: its name, its kind, a wrong name, or drops it; and undoes such a correction."""

from dataclasses import dataclass

from service.domain.decision_kinds import EntityCorrectionKind
from service.domain.document import Kind
from service.graph.driver.database import Database
from service.ingest.curation.entities import corrections
from service.ingest.curation.entities.apply_correction import CorrectionReport
from service.ingest.curation.entities.entity_details import Details

__all__ = [
    "ChangeKind",
    "CorrectionReport",
    "DetachName",
    "Details",
    "DropEntity",
    "RenameEntity",
    "UndoCorrection",
    "UpdateEntity",
    "change_kind",
    "detach_name",
    "drop_entity",
    "rename_entity",
    "undo_correction",
    "update_entity",
]


@dataclass(frozen=True)
class RenameEntity:
    """`entity`: id or slug. `name`: the name to show."""

    entity: str
    name: str
    dry_run: bool = False


@dataclass(frozen=True)
class ChangeKind:
    """`entity`: id or slug. `kind`: the new kind."""

    entity: str
    kind: Kind
    dry_run: bool = False


@dataclass(frozen=True)
class UpdateEntity:
    """`entity`: id or slug. `name`: the name to show. `kind`: the new kind. `details`: description, address, further
    names. At least one of them. `if_revision`: change it only if this is its revision."""

    entity: str
    name: str | None = None
    kind: Kind | None = None
    dry_run: bool = False
    details: Details | None = None
    if_revision: int | None = None


@dataclass(frozen=True)
class DropEntity:
    """`entity`: id or slug. `if_revision`: as in `UpdateEntity`."""

    entity: str
    dry_run: bool = False
    if_revision: int | None = None


@dataclass(frozen=True)
class DetachName:
    """`entity`: id or slug. `name`: the wrong name. `if_revision`: as in `UpdateEntity`."""

    entity: str
    name: str
    dry_run: bool = False
    if_revision: int | None = None


@dataclass(frozen=True)
class UndoCorrection:
    """The latest correction of a sort. `entity`: present or former id or slug. `detail`: the detached name, for
    `detach`."""

    sort: EntityCorrectionKind
    entity: str
    detail: str | None = None
    dry_run: bool = False


async def rename_entity(database: Database, request: RenameEntity) -> CorrectionReport:
    """Decides the name that is shown for an entity, independent of talks. Its other names are kept.

    Raises: NotFound: the entity does not exist. InvalidInput: the name has no word, is shown already, or stands for
    another entity.
    """
    return await corrections.rename_entity(database, request.entity, request.name, dry_run=request.dry_run)


async def change_kind(database: Database, request: ChangeKind) -> CorrectionReport:
    """Decides the kind of an entity, overriding talks.

    Raises: NotFound: the entity does not exist. InvalidInput: it has this kind already, it speaks and would not be a
    person, or one of its names stands for another entity of that kind.
    """
    return await corrections.change_kind(database, request.entity, request.kind, dry_run=request.dry_run)


async def update_entity(database: Database, request: UpdateEntity) -> tuple[CorrectionReport, ...]:
    """Changes the kind, the shown name and details, in one transaction; a report for each.

    Raises: NotFound, InvalidInput: as `rename_entity` and `change_kind`, or nothing is given. Conflict: it has another revision.
    """
    return await corrections.update_entity(
        database,
        request.entity,
        name=request.name,
        kind=request.kind,
        details=request.details,
        dry_run=request.dry_run,
        if_revision=request.if_revision,
    )


async def drop_entity(database: Database, request: DropEntity) -> CorrectionReport:
    """Decides that entities with these names and this kind are left out of the graph.

    Raises: NotFound: the entity does not exist. Conflict: it has another revision.
    """
    return await corrections.drop_entity(
        database, request.entity, dry_run=request.dry_run, if_revision=request.if_revision
    )


async def detach_name(database: Database, request: DetachName) -> CorrectionReport:
    """Decides that a name does not stand for an entity. Statements with this name then belong to a separate entity.

    Raises: NotFound: the entity does not exist. InvalidInput: the entity does not have this name, has no other name,
    or has the name by a merge. Conflict: it has another revision.
    """
    return await corrections.detach_name(
        database, request.entity, request.name, dry_run=request.dry_run, if_revision=request.if_revision
    )


async def undo_correction(database: Database, request: UndoCorrection) -> CorrectionReport:
    """Undoes a correction. The graph is then as before, without importing anything again.

    Raises: NotFound: there is no such correction. InvalidInput: a later decision must be undone first.
    """
    return await corrections.take_back(
        database, request.sort, request.entity, request.detail, dry_run=request.dry_run
    )
