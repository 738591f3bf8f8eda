"""Input types by which lists are sorted. What a field means in Cypher stands in the file of the list, as `order`."""

from typing import Any

import strawberry

from service.api.schema.enums import (
    EntityOrderField,
    EvidenceOrderField,
    OrderDirection,
    RelationshipOrderField,
    SegmentOrderField,
    VideoEntityOrderField,
    VideoOrderField,
)


def _direction(description: str) -> Any:
    """Left out, it is the one that the order has in the field's file."""
    return strawberry.field(description=f"Which way; when left out, {description}.", default=strawberry.UNSET)


@strawberry.input(description="One sort key for segments.")
class SegmentOrder:
    field: SegmentOrderField = strawberry.field(description="By what.")
    direction: OrderDirection | None = _direction("descending")


@strawberry.input(description="One sort key for evidence.")
class EvidenceOrder:
    field: EvidenceOrderField = strawberry.field(description="By what.")
    direction: OrderDirection | None = _direction("descending")


@strawberry.input(description="One sort key for relationships.")
class RelationshipOrder:
    field: RelationshipOrderField = strawberry.field(description="By what.")
    direction: OrderDirection | None = _direction("descending")


@strawberry.input(description="One sort key for videos.")
class VideoOrder:
    field: VideoOrderField = strawberry.field(description="By what.")
    direction: OrderDirection | None = _direction("by the field: TITLE ascending, all others descending")


@strawberry.input(description="One sort key for entities.")
class EntityOrder:
    field: EntityOrderField = strawberry.field(description="By what.")
    direction: OrderDirection | None = _direction("by the field: NAME ascending, all others descending")


@strawberry.input(description="One sort key for the entities of one video.")
class VideoEntityOrder:
    field: VideoEntityOrderField = strawberry.field(description="By what.")
    direction: OrderDirection | None = _direction(
        "by the field: NAME and FIRST_SECONDS ascending, all others descending"
    )
