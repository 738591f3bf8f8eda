"""Merges, separates and corrects entities, finds duplicates, and resolves names again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from service.access.scopes import Scope
from service.actions.declaration import (
    UNSET,
    Decisions,
    Doc,
    DryRun,
    Id,
    IdsOf,
    IfRevision,
    Object,
    Page,
    Unset,
    action,
)
from service.curation.entities import corrections
from service.curation.entities.apply_correction import CorrectionReport
from service.curation.entities.entity_details import Details
from service.curation.merges import merge, separate
from service.curation.merges.merge import MergeReport
from service.curation.merges.separate import ApartReport
from service.curation.re_resolve import ReassignedName, decide_anew
from service.curation.stored_decisions import EntityState
from service.domain.decision_kinds import EntityCorrectionKind
from service.domain.document import Kind
from service.graph.driver.database import Database
from service.store.duplicates import entities, talks
from service.store.duplicates.entities import Duplicate, Side
from service.store.duplicates.talks import RepublishedPair

__all__ = [
    "ApartReport",
    "CorrectionReport",
    "DetachName",
    "DetachedName",
    "DropEntity",
    "DroppedEntity",
    "Duplicate",
    "DuplicatesReport",
    "EntityRevision",
    "EntityState",
    "FindDuplicates",
    "FormerEntity",
    "MergeEntities",
    "MergeReport",
    "MergedEntities",
    "ReResolve",
    "ReassignedName",
    "RepublishedPair",
    "SeparateEntities",
    "SeparatedEntities",
    "Side",
    "UndoCorrection",
    "UpdateEntity",
    "UpdatedEntity",
    "allow_to_be_one",
    "detach_name",
    "drop_entity",
    "find_duplicates",
    "merge_entities",
    "re_resolve",
    "separate_entities",
    "undo_correction",
    "update_entity",
]  # fmt: skip

_SomeId = Annotated[Id, Doc("Id or slug of the entity.")]


@dataclass(frozen=True)
class EntityRevision:
    """An entity, and the revision that was read of it."""

    entity: _SomeId
    revision: Annotated[int, Doc("Its revision.")]


_IfRevisions = Annotated[
    tuple[EntityRevision, ...],
    Doc(
        "Revisions of entities of this decision, as they were read. If one of them is another one now, the result is a Conflict."
    ),
]


def _seen(revisions: Sequence[EntityRevision]) -> dict[str, int]:
    return {one.entity: one.revision for one in revisions}


@dataclass(frozen=True)
class MergeEntities:
    """Entities that are the same."""

    keep: Annotated[Id, Doc("Id or slug of the entity that remains.")]
    merge: Annotated[
        tuple[Id, ...], Doc("Ids or slugs of the entities that are merged into it, at most 100.")
    ]
    kind: Annotated[
        Kind | None, Doc("Kind of the remaining entity. Required if they are of several kinds.")
    ] = None
    if_revisions: _IfRevisions = ()
    dry_run: DryRun = False


@dataclass(frozen=True)
class FormerEntity:
    """An entity as it was before a merge."""

    id: Annotated[Id, Doc("Id that it had. It leads to the remaining entity.")]
    slug: Annotated[str, Doc("Slug that it had. It leads to the remaining entity.")]
    name: Annotated[str, Doc("Name that it had.")]
    kind: Annotated[Kind, Doc("Kind that it had.")]


@dataclass(frozen=True)
class MergedEntities:
    """Entities were merged into one."""

    entity: Annotated[
        str, Object("Entity"), Doc("The remaining entity. With `dryRun` as it is without the merge.")
    ]
    merged: Annotated[tuple[FormerEntity, ...], Doc("The entities that were merged into it.")]
    video_count: Annotated[int, Doc("Number of videos that changed.")]
    mention_count: Annotated[int, Doc("Number of mentions that moved to the remaining entity.")]
    evidence_count: Annotated[int, Doc("Number of pieces of evidence that moved to it.")]
    dropped_count: Annotated[
        int, Doc("Number of pieces of evidence that went, because they connected the entity with itself.")
    ]
    related_count: Annotated[
        int, Doc("Number of pieces of evidence that became RELATED_TO, because of the new kind.")
    ]
    decisions: Annotated[Decisions, IdsOf("Decision", expected=2)]

    @classmethod
    def of(cls, report: MergeReport) -> "MergedEntities":
        return cls(
            report.into.id, tuple(FormerEntity(one.id, one.slug, one.name, one.kind) for one in report.merged), report.videos,
            report.mentions, report.evidence, report.dropped, report.related, report.decisions,
        )  # fmt: skip


@action(Scope.CURATE, result=MergedEntities.of, takes_reason=True)
async def merge_entities(database: Database, request: MergeEntities) -> MergeReport:
    """Merges entities that are the same. Later imports follow the decision, and the old ids and slugs lead to the remaining
    entity.

    Raises: NotFound: an entity does not exist. InvalidInput: they are one already, have several kinds, or one of
    their names stands for a third entity of the new kind. Conflict: an entity has another revision.
    """
    seen = _seen(request.if_revisions)
    return await merge.merge_entities(
        database, request.merge, request.keep, kind=request.kind, dry_run=request.dry_run, seen=seen
    )


@dataclass(frozen=True)
class SeparateEntities:
    """Entities that are all different."""

    entities: Annotated[
        tuple[Id, ...],
        Doc(
            "Ids or slugs of two to 100 entities. The id or slug that an entity had before a merge undoes that merge."
        ),
    ]
    if_revisions: _IfRevisions = ()
    dry_run: DryRun = False


@dataclass(frozen=True)
class SeparatedEntities:
    """Entities were decided to be different."""

    names: Annotated[tuple[str, ...], Doc("Names of the entities, in the order of the input.")]
    entities: Annotated[
        tuple[str, ...], Page("Entity"), Doc("The entities, as far as videos mention them now.")
    ]
    decisions: Annotated[
        Decisions,
        Doc(
            "What was decided: each pair that was not decided before. `undo` takes all of it back at once by these ids. Empty with `dryRun`."
        ),
    ]

    @classmethod
    def of(cls, report: ApartReport) -> "SeparatedEntities":
        return cls(
            tuple(one.name for one in report.entities),
            tuple(one.id for one in report.entities),
            report.decisions,
        )


@action(Scope.CURATE, result=SeparatedEntities.of, takes_reason=True)
async def separate_entities(database: Database, request: SeparateEntities) -> ApartReport:
    """Decides that entities are all different, so that no import makes them one.

    If one was merged into another, it gets its names back.

    Raises: NotFound: an entity does not exist. InvalidInput: the same entity twice, or fewer than two. Conflict: a later
    decision rests on the merge, or an entity has another revision.
    """
    seen = _seen(request.if_revisions)
    return await separate.tell_apart(database, request.entities, dry_run=request.dry_run, seen=seen)


async def allow_to_be_one(database: Database, request: SeparateEntities) -> tuple[EntityState, ...]:
    """Undoes what `separate_entities` decided on these entities, for all pairs or none.

    Raises: NotFound: an entity or the decision does not exist. InvalidInput: the same entity twice, or fewer than
    two.
    """
    return await separate.take_back_apart(database, request.entities, dry_run=request.dry_run)


@dataclass(frozen=True)
class UpdateEntity:
    """What to correct of an entity; give at least one value. `null` removes the description, the address or the item."""

    entity: _SomeId
    name: Annotated[
        str | None, Doc("The name to show, at most 200 characters. Its other names stay aliases.")
    ] = None
    kind: Annotated[Kind | None, Doc("What it is.")] = None
    description: Annotated[str | Unset | None, Doc("What it is, in words, at most 2,000 characters.")] = UNSET
    url: Annotated[str | Unset | None, Doc("Its address, at most 2,000 characters.")] = UNSET
    wikidata: Annotated[
        str | Unset | None,
        Doc("Its item in Wikidata, such as Q42. Later imports do not take what has another item for it."),
    ] = UNSET
    aliases: Annotated[
        tuple[str, ...],
        Doc("Names to add to those that it has. Searches and later imports find it by them."),
    ] = ()
    remove_aliases: Annotated[
        tuple[str, ...],
        Doc(
            "Names that were added with `aliases`: the decisions on them are undone. `detachName` removes a name that videos use."
        ),
    ] = ()
    if_revision: IfRevision = None
    dry_run: DryRun = False


@dataclass(frozen=True)
class UpdatedEntity:
    """An entity was corrected."""

    entity: Annotated[
        str | None,
        Object("Entity"),
        Doc(
            "The entity. With `dryRun` as it is without the correction. Null if no video mentions it any more."
        ),
    ]
    video_count: Annotated[int, Doc("Number of videos that changed.")]
    dropped_count: Annotated[int, Doc("Number of pieces of evidence that went, because of the new kind.")]
    related_count: Annotated[
        int, Doc("Number of pieces of evidence that became RELATED_TO, because of the new kind.")
    ]
    decisions: Annotated[Decisions, IdsOf("Decision", expected=2)]

    @classmethod
    def of(cls, reports: tuple[CorrectionReport, ...]) -> "UpdatedEntity":
        return cls(
            reports[-1].entity.id,
            max(report.videos for report in reports),
            sum(report.dropped for report in reports),
            sum(report.related for report in reports),
            tuple(report.decision for report in reports if not report.undone),
        )


@action(Scope.CURATE, result=UpdatedEntity.of, takes_reason=True)
async def update_entity(database: Database, request: UpdateEntity) -> tuple[CorrectionReport, ...]:
    """Corrects the name, kind, description, address or item in Wikidata of an entity, whatever videos say, or adds and removes aliases. Later
    imports follow the decision.

    Returns: a report for each correction.

    Raises: NotFound: the entity does not exist. InvalidInput: nothing is given, a value cannot be used or is so already, or a name
    stands for another entity. Conflict: it has another revision.
    """
    given = {"description": request.description, "url": request.url, "wikidata": request.wikidata}
    values = {key: value for key, value in given.items() if not isinstance(value, Unset)}
    return await corrections.update_entity(
        database,
        request.entity,
        name=request.name,
        kind=request.kind,
        details=Details(values, request.aliases, request.remove_aliases),
        dry_run=request.dry_run,
        if_revision=request.if_revision,
    )


@dataclass(frozen=True)
class DropEntity:
    """Something that is no entity."""

    entity: _SomeId
    if_revision: IfRevision = None
    dry_run: Annotated[bool, Doc("Only says what would go.")] = False


@dataclass(frozen=True)
class DroppedEntity:
    """An entity was left out of the graph, with all that is said about it."""

    id: Annotated[Id, Doc("Id that it had.")]
    slug: Annotated[str, Doc("Slug that it had.")]
    name: Annotated[str, Doc("Name that it had.")]
    kind: Annotated[Kind, Doc("Kind that it had.")]
    video_count: Annotated[int, Doc("Number of videos that changed.")]
    mention_count: Annotated[int, Doc("Number of its mentions in these videos.")]
    evidence_count: Annotated[int, Doc("Number of quotes about it in these videos.")]
    decisions: Decisions

    @classmethod
    def of(cls, report: CorrectionReport) -> "DroppedEntity":
        one = report.entity
        return cls(
            one.id, one.slug, one.name, one.kind, report.videos, report.mentions, report.evidence, (report.decision,)
        )  # fmt: skip


@action(Scope.CURATE, result=DroppedEntity.of, takes_reason=True)
async def drop_entity(database: Database, request: DropEntity) -> CorrectionReport:
    """Leaves something out that is no entity: its mentions, quotes and relationships go, and later imports leave out what has
    its names and its kind.

    Raises: NotFound: the entity does not exist. Conflict: it has another revision.
    """
    return await corrections.drop_entity(
        database, request.entity, dry_run=request.dry_run, if_revision=request.if_revision
    )


@dataclass(frozen=True)
class DetachName:
    """A name that does not stand for an entity."""

    entity: _SomeId
    name: Annotated[
        str, Doc("One of its names, without regard to capitals and accents. It must have another one.")
    ]
    if_revision: IfRevision = None
    dry_run: DryRun = False


@dataclass(frozen=True)
class DetachedName:
    """A name was taken from an entity."""

    name: Annotated[str, Doc("The name.")]
    entity: Annotated[
        str | None,
        Object("Entity"),
        Doc(
            "The entity that had the name. With `dryRun` as it is with it. Null if no video mentions it any more."
        ),
    ]
    other: Annotated[
        str | None,
        Object("Entity"),
        Doc("The entity that videos mean by the name now. Null if none uses it, and with `dryRun`."),
    ]
    video_count: Annotated[int, Doc("Number of videos that changed.")]
    decisions: Decisions

    @classmethod
    def of(cls, report: CorrectionReport) -> "DetachedName":
        other = None if report.other is None else report.other.id
        return cls(report.detail or "", report.entity.id, other, report.videos, (report.decision,))


@action(Scope.CURATE, result=DetachedName.of, takes_reason=True)
async def detach_name(database: Database, request: DetachName) -> CorrectionReport:
    """Takes a wrong name from an entity. What videos say with it belongs to a separate entity from now on, and later imports
    follow that.

    Raises: NotFound: the entity does not exist. InvalidInput: the entity does not have this name, has no other name,
    or has the name by a merge. Conflict: it has another revision.
    """
    return await corrections.detach_name(
        database, request.entity, request.name, dry_run=request.dry_run, if_revision=request.if_revision
    )


@dataclass(frozen=True)
class UndoCorrection:
    """The latest correction of a sort. `entity`: present or former id or slug. `detail`: the detached name, for
    `detach`."""

    sort: EntityCorrectionKind
    entity: str
    detail: str | None = None
    dry_run: bool = False


async def undo_correction(database: Database, request: UndoCorrection) -> CorrectionReport:
    """Undoes a correction. The graph is then as before, without importing anything again.

    Raises: NotFound: there is no such correction. InvalidInput: a later decision must be undone first.
    """
    return await corrections.take_back(
        database, request.sort, request.entity, request.detail, dry_run=request.dry_run
    )


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
    videos: Sequence[RepublishedPair]
    pairs_of_videos: int


async def find_duplicates(database: Database, request: FindDuplicates) -> DuplicatesReport:
    """Finds pairs that an import does not join, without those that were decided to be two. Changes nothing."""
    found, total = await entities.find_duplicates(
        database, limit=request.limit, kind=request.kind, min_score=request.min_score
    )
    if request.kind is not None or not request.talks:
        return DuplicatesReport(found, total, [], 0)
    return DuplicatesReport(found, total, *await talks.find_republished(database, limit=request.limit))


@dataclass(frozen=True)
class ReResolve:
    """`dry_run`: report what would change for each talk, without changing the graph."""

    dry_run: bool = False


async def re_resolve(database: Database, request: ReResolve) -> Sequence[ReassignedName]:
    """Resolves the names of earlier talks again, with what the graph has learned since.

    Processes the doubtful talks, each in its own transaction, until nothing changes. Sure kinds and decisions of a
    person do not change. Running it again does nothing.
    """
    return await decide_anew(database, dry_run=request.dry_run)
