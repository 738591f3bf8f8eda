"""Connections of entities: neighbors, paths, slices of the graph."""

import strawberry

from service.api.schema.enums import EntityKind, RelationshipType
from service.api.schema.fields import field
from service.api.schema.types.base import EDGES, NODES, Edge, Page
from service.api.schema.types.entity import Entity
from service.api.schema.types.relationship import Relationship


@strawberry.type(description="An entity near another one, and its distance.")
class NeighborEdge(Edge[Entity]):
    distance: int = field("Number of relationships on the shortest path between the two.")


@strawberry.type(description="A page of neighbors.")
class NeighborConnection(Page):
    edges: list[NeighborEdge] = field(EDGES)
    nodes: list[Entity] = field(NODES)
    truncated: bool = field("Whether the walk stopped at its limit of 2,000 entities. There may be more.")


@strawberry.type(description="One step of a path.")
class Hop:
    from_: Entity = field("The entity where the step starts.", name="from")
    to: Entity = field("The entity where the step ends.")
    forward: bool = field("False if the step goes against the direction of the relationship.")
    relationship: Relationship = field("The relationship of this step, with its evidence.")


@strawberry.type(
    description="A path from one entity to another over relationships. It visits each entity at most once."
)
class Path:
    length: int = field("Number of hops.")
    entities: list[Entity] = field("The entities of the path in order, including both ends.")
    hops: list[Hop] = field("The steps, in order.")


@strawberry.type(description="An entity, as a point of a map.")
class GraphNode:
    id: strawberry.ID = field("The entity's id.")
    name: str = field("Main name.")
    kind: EntityKind = field("Kind of entity.")
    weight: float = field("Number of its mentions in all videos.")
    degree: int = field("Number of its links in this slice.")
    distance: int | None = field("Distance from `around` in relationships; null without `around`.")
    x: float = field("Horizontal position, -1 to 1. Equal slices have equal positions.")
    y: float = field("Vertical position, -1 to 1.")
    entity: Entity = field("The entity.")


@strawberry.type(description="A relationship, as a line of a map.")
class GraphLink:
    id: strawberry.ID = field("The relationship's id.")
    source: strawberry.ID = field("Id of the source entity.")
    target: strawberry.ID = field("Id of the target entity.")
    type: RelationshipType = field("Type of the relationship.")
    weight: float = field("Strength of its evidence.")
    backbone: bool = field(
        "Whether it belongs to the map's backbone: stated relationships, and the co-mentions that `coMentions: STRONGEST` keeps. With `coMentions: ALL`, one request gives a map that can show either."
    )
    relationship: Relationship = field("The relationship, with its evidence.")


@strawberry.type(description="A part of the graph, for drawing a map.")
class GraphSlice:
    nodes: list[GraphNode] = field("Entities, the nearest first, then the most mentioned.")
    links: list[GraphLink] = field(
        "Relationships between them: stated ones, then co-mentions, the one with the strongest evidence first."
    )
    truncated: bool = field("Whether entities were left out, by `maxNodes` or by the limit of the walk.")
    total_nodes: int = field("Number of entities before `maxNodes` was applied, at most 2,000.")
