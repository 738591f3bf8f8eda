"""Input types that sort lists. An `order` line in the list's .cypher file defines each field."""

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
    """Default: the direction of the order in the field's file."""
    return strawberry.field(description=f"Sort direction. Default: {description}.", default=strawberry.UNSET)


@strawberry.input(description="One sort key for segments.")
class SegmentOrder:
    field: SegmentOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction("descending")


@strawberry.input(description="One sort key for evidence.")
class EvidenceOrder:
    field: EvidenceOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction("descending")


@strawberry.input(description="One sort key for relationships.")
class RelationshipOrder:
    field: RelationshipOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction("descending")


@strawberry.input(description="One sort key for videos.")
class VideoOrder:
    field: VideoOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction("ascending for TITLE, descending for all others")


@strawberry.input(description="One sort key for entities.")
class EntityOrder:
    field: EntityOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction("ascending for NAME, descending for all others")


@strawberry.input(description="One sort key for the entities of one video.")
class VideoEntityOrder:
    field: VideoEntityOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction(
        "ascending for NAME and FIRST_SECONDS, descending for all others"
    )
