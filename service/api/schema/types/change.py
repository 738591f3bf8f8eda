"""Changes: what was committed to the graph, in order."""

import strawberry

from service.api.schema.enums import ChangeKind
from service.api.schema.fields import field
from service.api.schema.scalars import Cursor, DateTime
from service.api.schema.types.base import EDGES, NODE, NODES, Edge, Page
from service.api.schema.types.job import Job
from service.api.schema.types.refs import AnyDecision, AnyEntity, AnyVideo


@strawberry.type(description="One committed change of videos, entities, decisions or jobs.")
class Change:
    seq: Cursor = field(
        "Its number in the order of the commits, without gaps. It is also its cursor: pass it as `after` to go on from this change."
    )
    at: DateTime = field("When it was made.")
    kind: ChangeKind = field("What happened.")
    video_ids: list[strawberry.ID] = field(
        "Ids of the videos that it is about, the main one first. Those of deleted videos stay."
    )
    entity_ids: list[strawberry.ID] = field(
        "Ids of the entities that it is about, the main one first. Empty for imports."
    )
    decision_ids: list[strawberry.ID] = field("Ids of the decisions that were made or undone.")
    job_id: strawberry.ID | None = field("Id of the job that ended.")
    video: AnyVideo | None = field(
        "The first of its videos, as it is now. Null if it is about none, or the video was deleted."
    )
    entity: AnyEntity | None = field(
        "The first of its entities, as it is now. Null if it is about none, or the entity is not in the graph."
    )
    decision: AnyDecision | None = field(
        "The first of its decisions, as it is now: with `undoneAt` if it was undone. Null if it is about none, or what was decided on is not in the graph."
    )
    job: Job | None = field(
        "The job that ended, as it is now. Null if it is about none, or the job was deleted."
    )


@strawberry.type(description="A change in a page.")
class ChangeEdge(Edge):
    node: Change = field(NODE)


@strawberry.type(description="A page of changes.")
class ChangeConnection(Page):
    edges: list[ChangeEdge] = field(EDGES)
    nodes: list[Change] = field(NODES)
