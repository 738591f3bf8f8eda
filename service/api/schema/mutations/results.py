"""Results of mutations: for each a type with what has changed, and the union of it with the expected faults."""

from typing import Annotated

import strawberry

from service.api.schema.enums import EntityKind, RelationshipType
from service.api.schema.fields import field, page
from service.api.schema.mutations.errors import Conflict, Forbidden, InvalidInput, NotFound
from service.api.schema.scalars import DateTime
from service.api.schema.types.decision import Decision
from service.api.schema.types.entity import Entity
from service.api.schema.types.job import Job
from service.api.schema.types.refs import Entities
from service.api.schema.types.relationship import Evidence
from service.api.schema.types.video import Video

_DECISIONS = (
    "What was decided, in this order. `undo` takes all of it back at once by these ids. Empty with `dryRun`."
)
_DRY_RUN = "True if nothing was changed, because the input asked what would change."


@strawberry.type(description="A video that was deleted, with everything that only it supports.")
class DeletedVideo:
    id: strawberry.ID = field("Id that it had.")
    slug: str = field("Slug that it had.")
    title: str = field("Title that it had.")
    segment_count: int = field("Number of its transcript segments.")
    mention_count: int = field("Number of its mentions.")
    evidence_count: int = field("Number of its pieces of evidence.")
    undoable_until: DateTime | None = field(
        "Until when `undo` brings it back by the id in `decisions`. Null if its document is not kept."
    )
    decisions: list[Decision] = field(
        "The deletion. Empty with `dryRun`, or if its document is not kept.", expected=1
    )
    dry_run: bool = field(_DRY_RUN)


DeleteVideoResult = Annotated[
    DeletedVideo | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("DeleteVideoResult", description="Result of `deleteVideo`."),
]


@strawberry.type(description="An entity as it was before a merge.")
class FormerEntity:
    id: strawberry.ID = field("Id that it had. It leads to the remaining entity.")
    slug: str = field("Slug that it had. It leads to the remaining entity.")
    name: str = field("Name that it had.")
    kind: EntityKind = field("Kind that it had.")


@strawberry.type(description="Entities were merged into one.")
class MergedEntities:
    entity: Entity = field("The remaining entity. With `dryRun` as it is without the merge.")
    merged: list[FormerEntity] = field("The entities that were merged into it.")
    video_count: int = field("Number of videos that changed.")
    mention_count: int = field("Number of mentions that moved to the remaining entity.")
    evidence_count: int = field("Number of pieces of evidence that moved to it.")
    dropped_count: int = field(
        "Number of pieces of evidence that went, because they connected the entity with itself."
    )
    related_count: int = field(
        "Number of pieces of evidence that became RELATED_TO, because of the new kind."
    )
    decisions: list[Decision] = field(_DECISIONS, expected=2)
    dry_run: bool = field(_DRY_RUN)


MergeEntitiesResult = Annotated[
    MergedEntities | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("MergeEntitiesResult", description="Result of `mergeEntities`."),
]


@strawberry.type(description="Entities were decided to be different.")
class SeparatedEntities:
    names: list[str] = field("Names of the entities, in the order of the input.")
    entities: Entities = page("The entities, as far as talks mention them now.")
    decisions: list[Decision] = field(
        "What was decided: each pair that was not decided before. `undo` takes all of it back at once by these ids. Empty with `dryRun`.",
        expected=1,
    )
    dry_run: bool = field(_DRY_RUN)


SeparateEntitiesResult = Annotated[
    SeparatedEntities | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("SeparateEntitiesResult", description="Result of `separateEntities`."),
]


@strawberry.type(description="An entity was corrected.")
class UpdatedEntity:
    entity: Entity | None = field(
        "The entity. With `dryRun` as it is without the correction. Null if no talk mentions it any more."
    )
    video_count: int = field("Number of videos that changed.")
    dropped_count: int = field("Number of pieces of evidence that went, because of the new kind.")
    related_count: int = field(
        "Number of pieces of evidence that became RELATED_TO, because of the new kind."
    )
    decisions: list[Decision] = field(_DECISIONS, expected=2)
    dry_run: bool = field(_DRY_RUN)


UpdateEntityResult = Annotated[
    UpdatedEntity | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("UpdateEntityResult", description="Result of `updateEntity`."),
]


@strawberry.type(description="An entity was left out of the graph, with all that is said about it.")
class DroppedEntity:
    id: strawberry.ID = field("Id that it had.")
    slug: str = field("Slug that it had.")
    name: str = field("Name that it had.")
    kind: EntityKind = field("Kind that it had.")
    video_count: int = field("Number of videos that changed.")
    mention_count: int = field("Number of its mentions in these videos.")
    evidence_count: int = field("Number of quotes about it in these videos.")
    decisions: list[Decision] = field(_DECISIONS, expected=1)
    dry_run: bool = field(_DRY_RUN)


DropEntityResult = Annotated[
    DroppedEntity | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("DropEntityResult", description="Result of `dropEntity`."),
]


@strawberry.type(description="A name was taken from an entity.")
class DetachedName:
    name: str = field("The name.")
    entity: Entity | None = field(
        "The entity that had the name. With `dryRun` as it is with it. Null if no talk mentions it any more."
    )
    other: Entity | None = field(
        "The entity that talks mean by the name now. Null if none uses it, and with `dryRun`."
    )
    video_count: int = field("Number of videos that changed.")
    decisions: list[Decision] = field(_DECISIONS, expected=1)
    dry_run: bool = field(_DRY_RUN)


DetachNameResult = Annotated[
    DetachedName | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("DetachNameResult", description="Result of `detachName`."),
]


@strawberry.type(description="A quote was rejected. Its relationship goes with its last quote.")
class RejectedEvidence:
    id: strawberry.ID = field("Id that the evidence had.")
    quote: str = field("The words, verbatim.")
    type: RelationshipType = field("Type of the relationship.")
    source: Entity | None = field("The source of the relationship. Null if nothing else supports it.")
    target: Entity | None = field("The target of the relationship. Null if nothing else supports it.")
    video: Video = field("The video of the quote.")
    relationship_id: strawberry.ID = field("Id of the relationship, which is deleted with its last quote.")
    remaining_evidence_count: int = field(
        "Number of quotes that the relationship still has, in all videos. 0: it was deleted."
    )
    decisions: list[Decision] = field(_DECISIONS, expected=1)
    dry_run: bool = field(_DRY_RUN)


RejectEvidenceResult = Annotated[
    RejectedEvidence | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("RejectEvidenceResult", description="Result of `rejectEvidence`."),
]


@strawberry.type(description="A relationship was added by hand, with its quote.")
class AddedStatement:
    evidence: Evidence | None = field("The quote, with its relationship. Null with `dryRun`.")
    source: Entity | None = field("The source of the relationship. Null with `dryRun` if it is a new entity.")
    target: Entity | None = field("The target of the relationship. Null with `dryRun` if it is a new entity.")
    video: Video = field("The video of the quote.")
    start_seconds: float = field("Start of the segment where the quote begins.")
    decisions: list[Decision] = field(_DECISIONS, expected=1)
    dry_run: bool = field(_DRY_RUN)


AddStatementResult = Annotated[
    AddedStatement | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("AddStatementResult", description="Result of `addStatement`."),
]


@strawberry.type(description="Data of a video was corrected.")
class UpdatedVideo:
    video: Video = field("The video. With `dryRun` as it is without the correction.")
    changed: list[str] = field("What has another value, by its name in the input.")
    decisions: list[Decision] = field(_DECISIONS, expected=1)
    dry_run: bool = field(_DRY_RUN)


UpdateVideoResult = Annotated[
    UpdatedVideo | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("UpdateVideoResult", description="Result of `updateVideo`."),
]


@strawberry.type(description="Decisions were undone.")
class UndoneDecisions:
    decisions: list[Decision] = field(
        "The decisions, in the order of the input. Their ids stay. With `dryRun` as they are without undoing them.",
        expected=2,
    )
    entities: Entities = page("The entities of the decisions that are in the graph now.")
    dry_run: bool = field(_DRY_RUN)


UndoResult = Annotated[
    UndoneDecisions | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("UndoResult", description="Result of `undo`."),
]


ImportTalkResult = Annotated[
    Job | InvalidInput | Conflict | Forbidden,
    strawberry.union("ImportTalkResult", description="Result of `importTalk`."),
]

RetryJobResult = Annotated[
    Job | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("RetryJobResult", description="Result of `retryJob`."),
]

CancelJobResult = Annotated[
    Job | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("CancelJobResult", description="Result of `cancelJob`."),
]
