"""Expected faults of mutations: members of each result's union."""

from enum import Enum
from typing import Any

import strawberry

from service.api.schema.fields import field
from service.api.schema.types.refs import AnyEntity


def _value(name: str, description: str) -> Any:
    return strawberry.enum_value(name, description=description)


@strawberry.enum(description="What is wrong, for programs.")
class ErrorCode(Enum):
    BAD_USER_INPUT = _value("BAD_USER_INPUT", "A value of the input cannot be used.")
    NOT_FOUND = _value("NOT_FOUND", "An object of the input does not exist.")
    CONFLICT = _value("CONFLICT", "The graph has something that contradicts the input.")
    FORBIDDEN = _value("FORBIDDEN", "The client has not the scope for this mutation.")


@strawberry.interface(description="An expected fault of a mutation. Nothing was changed.")
class UserError:
    message: str = field("What is wrong and what to do, for people.")
    code: ErrorCode = field("What is wrong, for programs.")


@strawberry.type(description="A value of the input cannot be used.")
class InvalidInput(UserError):
    path: list[str] = field(
        "Where the value is in the arguments, such as `input`, `merge`, `1`. Only `input`: the input as a whole, such as one without any value."
    )


@strawberry.type(description="An object of the input does not exist.")
class NotFound(UserError):
    successor: AnyEntity | None = field(
        "The entity into which the missing one was merged, if so: send the mutation again with its id, if it is meant. Queries follow a merge, mutations do not."
    )


@strawberry.type(description="The graph has something that contradicts the input.")
class Conflict(UserError):
    revision: int | None = field("The present revision, if `ifRevision` was another one.")
    decision_id: strawberry.ID | None = field(
        "Id of the later decision that must be undone first, if there is one."
    )


@strawberry.type(description="The client has not the scope for this mutation.")
class Forbidden(UserError):
    pass
