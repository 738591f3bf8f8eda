"""Input types for one key of a filter: texts, ranges and ids."""

from typing import Any

import strawberry

from service.api.schema.scalars import Date


def filter_key(description: str) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET)


def filter_group(name: str, description: str) -> Any:
    return strawberry.field(name=name, description=description, default=strawberry.UNSET)


@strawberry.input(description="Conditions on text, ignoring case and accents. All given keys must match.")
class StringFilter:
    eq: str | None = filter_key("Equal to this.")
    in_: list[str] | None = strawberry.field(
        name="in", description="Equal to one of these.", default=strawberry.UNSET
    )
    contains: str | None = filter_key("Contains this.")
    starts_with: str | None = filter_key("Begins with this.")


@strawberry.input(description="A range of dates. The end is excluded.")
class DateRange:
    gte: Date | None = filter_key("On or after this date.")
    lt: Date | None = filter_key("Before this date.")


@strawberry.input(description="A range of numbers. The end is excluded.")
class FloatRange:
    gte: float | None = filter_key("Greater than or equal to this.")
    lt: float | None = filter_key("Less than this.")


@strawberry.input(
    description="Matches by ids of related objects; at most 100 for each key. All given keys must match."
)
class IdFilter:
    any: list[strawberry.ID] | None = filter_key(
        "Related to at least one of these. An empty list matches nothing."
    )
    all: list[strawberry.ID] | None = filter_key("Related to every one of these.")
    none: list[strawberry.ID] | None = filter_key("Related to none of these.")
