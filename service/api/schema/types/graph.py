"""How entities are connected: neighbours, paths, slices of the map."""

import strawberry

from service.api.schema.enums import EntityKind, RelationshipType
from service.api.schema.fields import field
from service.api.schema.types.base import EDGES, NODE, NODES, Edge, Page
from service.api.schema.types.entity import Entity
from service.api.schema.types.relationship import Relationship


@strawberry.type(description="An entity near another, and how near.")
class NeighborEdge(Edge):
    node: Entity = field(NODE)
    distance: int = field("Fewest relationships from one to the other.")


@strawberry.type(description="A page of neighbours.")
class NeighborConnection(Page):
    edges: list[NeighborEdge] = field(EDGES)
    nodes: list[Entity] = field(NODES)
    truncated: bool = field("Whether the walk stopped at its cap of 2,000 entities: there may be more.")


@strawberry.type(description="One step of a path.")
class Hop:
    from_: Entity = field("The entity that the step leaves.", name="from")
    to: Entity = field("The entity that it comes to.")
    forward: bool = field("False when the relationship points against the walk.")
    relationship: Relationship = field("What connects the two, with its evidence.")


@strawberry.type(description="A way from one entity to another over relationships, each entity at most once.")
class Path:
    length: int = field("How many hops.")
    entities: list[Entity] = field("The entities on the way, both ends among them, in order.")
    hops: list[Hop] = field("The steps, in order.")


@strawberry.type(description="An entity as a point of a drawn map.")
class GraphNode:
    id: strawberry.ID = field("The entity's id.")
    name: str = field("Main name.")
    kind: EntityKind = field("What sort of thing it is.")
    weight: float = field("Its mentions in all videos.")
    degree: int = field("Links that it has in this slice.")
    distance: int | None = field("Fewest relationships from `around`; null without it.")
    x: float = field("Place in the drawing, -1 to 1; the same each time the same slice is asked for.")
    y: float = field("Place in the drawing, -1 to 1.")
    entity: Entity = field("The entity itself.")


@strawberry.type(description="A relationship as a line of a drawn map.")
class GraphLink:
    id: strawberry.ID = field("The relationship's id.")
    source: strawberry.ID = field("Id of the entity that it leads from.")
    target: strawberry.ID = field("Id of the entity that it leads to.")
    type: RelationshipType = field("What connects the two.")
    weight: float = field("How well it is borne out.")
    backbone: bool = field(
        "Whether it belongs to the map's backbone: it is stated, or one of the co-mentions that `coMentions: STRONGEST` keeps. With "
        "`coMentions: ALL`, one request gives a map that can show either."
    )
    relationship: Relationship = field("The relationship itself, with its evidence.")


@strawberry.type(description="A bounded piece of the map, for drawing.")
class GraphSlice:
    nodes: list[GraphNode] = field("Entities, nearest first, then the most mentioned.")
    links: list[GraphLink] = field("Relationships between them, best borne out first.")
    truncated: bool = field("Whether something was left out: by `maxNodes`, or by the cap of the walk.")
    total_nodes: int = field("Entities that were found before `maxNodes` cut them, up to the cap of 2,000.")
