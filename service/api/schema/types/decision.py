"""Decisions of people on entities and videos."""

import strawberry

from service.api.schema.enums import DecisionKind, EntityKind
from service.api.schema.fields import field
from service.api.schema.scalars import DateTime
from service.api.schema.types.base import Node
from service.api.schema.types.refs import AnyEntity, AnyEvidence, AnyVideo


@strawberry.type(
    description="An entity or a video that a decision is about, even if it is not in the graph now."
)
class DecisionSubject:
    id: strawberry.ID = field("Its id. If it was merged, it leads to the remaining entity.")
    slug: str | None = field("Its slug. Null if nothing is known of it but its id.")
    name: str | None = field(
        "Name of the entity or title of the video; if it is not in the graph, the one that it had."
    )
    kind: EntityKind | None = field("Kind of the entity. Null for videos.")
    in_graph: bool = field("Whether it is in the graph now.")


@strawberry.type(
    description="A decision of a person. Every import follows it until it is undone. A deletion only says what can be brought back."
)
class Decision(Node):
    kind: DecisionKind = field("What was decided.")
    at: DateTime = field("When it was made.")
    by: str | None = field(
        "Name of the API key, subject of the token, or user of the command line that made it. Null: a request from the machine of the service without a key, or not known."
    )
    reason: str | None = field("Why, if somebody said so.")
    detail: str | None = field(
        "The new name, kind, description, address or alias, the name that was detached, the name that a merged entity had, the correction of a video in words, or the title of a deleted video."
    )
    undone_at: DateTime | None = field("When it was undone. Null while it holds.")
    undone_by: str | None = field("Who undid it, as in `by`.")
    subjects: list[DecisionSubject] = field(
        "What it is about. Of a merge first the merged entity, then the remaining one.", expected=2
    )
    missing: bool = field(
        "True if the video no longer has the quote of an added statement, which is left out until the video has it again; or if the document of a deleted video is no longer kept, so that it cannot be undone."
    )
    entities: list[AnyEntity] = field("Its entities that are in the graph now, by name.", expected=2)
    videos: list[AnyVideo] = field("Its videos that are in the graph now, the latest first.", expected=2)
    evidence: list[AnyEvidence] = field("Its evidence that is in the graph now.", expected=1)
