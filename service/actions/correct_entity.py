"""Corrects one entity: its name, its kind, a name that is not its, or that it is none; and takes such a correction back."""

from dataclasses import dataclass

from service.domain.document import Kind
from service.graph.driver.database import Database
from service.ingest.curation import corrections
from service.ingest.curation.apply_correction import CorrectionReport
from service.ingest.curation.correction_journal import Sort

__all__ = [
    "ChangeKind",
    "CorrectionReport",
    "DetachName",
    "DropEntity",
    "RenameEntity",
    "Sort",
    "UndoCorrection",
    "change_kind",
    "detach_name",
    "drop_entity",
    "rename_entity",
    "undo_correction",
]


@dataclass(frozen=True)
class RenameEntity:
    """`entity`: id or slug. `name`: the name to show."""

    entity: str
    name: str
    dry_run: bool = False


@dataclass(frozen=True)
class ChangeKind:
    """`entity`: id or slug. `kind`: what it is."""

    entity: str
    kind: Kind
    dry_run: bool = False


@dataclass(frozen=True)
class DropEntity:
    """`entity`: id or slug."""

    entity: str
    dry_run: bool = False


@dataclass(frozen=True)
class DetachName:
    """`entity`: id or slug. `name`: the name that does not stand for it."""

    entity: str
    name: str
    dry_run: bool = False


@dataclass(frozen=True)
class UndoCorrection:
    """The latest correction of a sort. `entity`: id or slug that it has or had. `detail`: of a name that was detached: which."""

    sort: Sort
    entity: str
    detail: str | None = None
    dry_run: bool = False


async def rename_entity(database: Database, request: RenameEntity) -> CorrectionReport:
    """Decides the name that is shown for an entity, whatever talks call it; the names that it has stay.

    Raises:
        NotFound: there is no such entity.
        InvalidInput: the name has no word, is shown already, or stands for another entity.
    """
    return await corrections.rename_entity(database, request.entity, request.name, dry_run=request.dry_run)


async def change_kind(database: Database, request: ChangeKind) -> CorrectionReport:
    """Decides of which kind an entity is, also where talks say another.

    Raises:
        NotFound: there is no such entity.
        InvalidInput: it is of this kind, speaks and would be no person, or has a name that stands for another of that kind.
    """
    return await corrections.change_kind(database, request.entity, request.kind, dry_run=request.dry_run)


async def drop_entity(database: Database, request: DropEntity) -> CorrectionReport:
    """Decides that what is called as the entity is, and is of its kind, is left out of the graph from any talk.

    Raises:
        NotFound: there is no such entity.
    """
    return await corrections.drop_entity(database, request.entity, dry_run=request.dry_run)


async def detach_name(database: Database, request: DetachName) -> CorrectionReport:
    """Decides that a name does not stand for an entity: what talks say by it is said of an entity of its own.

    Raises:
        NotFound: there is no such entity.
        InvalidInput: the entity has no such name, it has no other, or it came by a merge.
    """
    return await corrections.detach_name(database, request.entity, request.name, dry_run=request.dry_run)


async def undo_correction(database: Database, request: UndoCorrection) -> CorrectionReport:
    """Takes a correction back: the graph is as if it had not been made, without importing anything again.

    Raises:
        NotFound: there is no such correction.
        InvalidInput: a later decision has to be taken back first.
    """
    return await corrections.take_back(
        database, request.sort, request.entity, request.detail, dry_run=request.dry_run
    )
