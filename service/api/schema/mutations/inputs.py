"""Inputs of mutations."""

from typing import Any

import strawberry

from service.api.schema.enums import EntityKind, RelationshipType
from service.api.schema.scalars import Date

IDEMPOTENCY = (
    "A text that this client uses for no other change, at most 200 characters. If the same input is sent again with it within "
    "7 days, nothing is changed, and the first result is returned. With another input the result is a Conflict."
)

_REASON = "Why, for the list of decisions. At most 1,000 characters."


def key(description: str) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET)


def dry_run(description: str = "Only says what would change.") -> Any:
    return strawberry.field(description=description, default=False)


def needed(description: str) -> Any:
    return strawberry.field(description=description)


@strawberry.input(description="A video to delete.")
class DeleteVideoInput:
    video: strawberry.ID = needed("Id, slug or address of the video.")
    if_revision: int | None = key(
        "Deletes it only if this is its revision; otherwise the result is a Conflict."
    )
    dry_run: bool = dry_run("Only says what would be deleted.")
    idempotency_key: str | None = key(IDEMPOTENCY)


_IF_REVISION = "Changes it only if this is its revision; otherwise the result is a Conflict."
_IF_REVISIONS = "Revisions of entities of this decision, as they were read. If one of them is another one now, the result is a Conflict."


@strawberry.input(description="An entity, and the revision that was read of it.")
class EntityRevisionInput:
    entity: strawberry.ID = needed("Id or slug of the entity.")
    revision: int = needed("Its revision.")


@strawberry.input(description="Entities that are all different.")
class SeparateEntitiesInput:
    entities: list[strawberry.ID] = needed(
        "Ids or slugs of two to 100 entities. The id or slug that an entity had before a merge undoes that merge."
    )
    if_revisions: list[EntityRevisionInput] | None = key(_IF_REVISIONS)
    reason: str | None = key(_REASON)
    dry_run: bool = dry_run()
    idempotency_key: str | None = key(IDEMPOTENCY)


@strawberry.input(
    description="What to correct of an entity; give at least one value. `null` removes the description or the address."
)
class UpdateEntityInput:
    entity: strawberry.ID = needed("Id or slug of the entity.")
    name: str | None = key("The name to show, at most 200 characters. Its other names stay aliases.")
    kind: EntityKind | None = key("What it is.")
    description: str | None = key("What it is, in words, at most 2,000 characters.")
    url: str | None = key("Its address, at most 2,000 characters.")
    aliases: list[str] | None = key(
        "Names to add to those that it has. Searches and later imports find it by them."
    )
    remove_aliases: list[str] | None = key(
        "Names that were added with `aliases`: the decisions on them are undone. `detachName` removes a name that talks use."
    )
    if_revision: int | None = key(_IF_REVISION)
    reason: str | None = key(_REASON)
    dry_run: bool = dry_run()
    idempotency_key: str | None = key(IDEMPOTENCY)


@strawberry.input(description="Something that is no entity.")
class DropEntityInput:
    entity: strawberry.ID = needed("Id or slug of the entity.")
    if_revision: int | None = key(_IF_REVISION)
    reason: str | None = key(_REASON)
    dry_run: bool = dry_run("Only says what would go.")
    idempotency_key: str | None = key(IDEMPOTENCY)


@strawberry.input(description="A name that does not stand for an entity.")
class DetachNameInput:
    entity: strawberry.ID = needed("Id or slug of the entity.")
    name: str = needed("One of its names, without regard to capitals and accents. It must have another one.")
    if_revision: int | None = key(_IF_REVISION)
    reason: str | None = key(_REASON)
    dry_run: bool = dry_run()
    idempotency_key: str | None = key(IDEMPOTENCY)


@strawberry.input(description="A quote that does not support its relationship.")
class RejectEvidenceInput:
    evidence: strawberry.ID = needed("Id of the evidence.")
    reason: str | None = key(_REASON)
    dry_run: bool = dry_run("Only says what would go.")
    idempotency_key: str | None = key(IDEMPOTENCY)


@strawberry.input(
    description="An end of a relationship: an entity of the graph (`entity`), or a new one (`name` and `kind`)."
)
class StatementEndInput:
    entity: strawberry.ID | None = key("Id or slug of the entity.")
    name: str | None = key("Name of a new entity, at most 200 characters.")
    kind: EntityKind | None = key("Kind of a new entity.")


@strawberry.input(description="A relationship, with a quote of a video that supports it.")
class AddStatementInput:
    video: strawberry.ID = needed("Id, slug or address of the video.")
    source: StatementEndInput = needed("The source of the relationship.")
    type: RelationshipType = needed("The type of the relationship.")
    target: StatementEndInput = needed("The target of the relationship.")
    quote: str = needed(
        "The words, verbatim as in the transcript. They may continue in the next segments, joined by one space. At most 10,000 characters."
    )
    label: str | None = key("The connection in words, at most 1,000 characters. Default: the type.")
    past: bool = strawberry.field(description="Whether the words say that it is over.", default=False)
    start_seconds: float | None = key(
        "If the words stand in several places, the moment that is nearest. Default: the first place."
    )
    reason: str | None = key(_REASON)
    dry_run: bool = dry_run()
    idempotency_key: str | None = key(IDEMPOTENCY)


@strawberry.input(description="Who a speaker of a video is.")
class VideoSpeakerInput:
    speaker: strawberry.ID = needed("Id of the speaker, or its label in the transcript.")
    name: str | None = key(
        "Name of the person, at most 200 characters. Without it, it is not known who speaks."
    )


@strawberry.input(
    description="What to correct of a video; give at least one value. `null` removes the date, the address or the channel."
)
class UpdateVideoInput:
    video: strawberry.ID = needed("Id, slug or address of the video.")
    title: str | None = key("The title, at most 2,000 characters. Id and slug stay.")
    published_on: Date | None = key("The publication date.")
    url: str | None = key("The address where it can be watched.")
    channel: str | None = key("The channel: name, id or slug of one of the graph, or the name of a new one.")
    speakers: list[VideoSpeakerInput] | None = key("Who its speakers are; others stay as they are.")
    if_revision: int | None = key(
        "Changes it only if this is its revision; otherwise the result is a Conflict."
    )
    reason: str | None = key(_REASON)
    dry_run: bool = dry_run()
    idempotency_key: str | None = key(IDEMPOTENCY)


@strawberry.input(description="Decisions to undo: all of them or none.")
class UndoInput:
    decisions: list[strawberry.ID] = needed(
        "Ids of one to 100 decisions, in any order, such as those in the result of the mutation that made them."
    )
    dry_run: bool = dry_run()
    idempotency_key: str | None = key(IDEMPOTENCY)


@strawberry.input(description="A failed job to retry.")
class RetryJobInput:
    job: strawberry.ID = needed("Id of the job.")
    idempotency_key: str | None = key(IDEMPOTENCY)


@strawberry.input(description="A job to cancel.")
class CancelJobInput:
    job: strawberry.ID = needed("Id of the job.")
    idempotency_key: str | None = key(IDEMPOTENCY)


@strawberry.input(description="Entities that are the same.")
class MergeEntitiesInput:
    keep: strawberry.ID = needed("Id or slug of the entity that remains.")
    merge: list[strawberry.ID] = needed("Ids or slugs of the entities that are merged into it, at most 100.")
    kind: EntityKind | None = key("Kind of the remaining entity. Required if they are of several kinds.")
    if_revisions: list[EntityRevisionInput] | None = key(_IF_REVISIONS)
    reason: str | None = key(_REASON)
    dry_run: bool = dry_run()
    idempotency_key: str | None = key(IDEMPOTENCY)
