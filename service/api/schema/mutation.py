"""The root fields that change the graph: one for each action here. Strawberry's types are made of what actions declare: the
input of a request, and the result of a report, which is also one of the expected faults."""

from collections.abc import Iterable
from datetime import date
from enum import Enum, EnumType
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, get_args

import strawberry

from service.actions.decisions import undo
from service.actions.declaration import (
    Action,
    ApiType,
    IdsOf,
    Manner,
    Object,
    Page,
    Value,
    constant,
    description_of,
    values_of,
)
from service.actions.entities import (
    detach_name,
    drop_entity,
    merge_entities,
    separate_entities,
    update_entity,
)
from service.actions.keys import create_api_key, revoke_api_key
from service.actions.statements import add_statement, reject_evidence
from service.actions.videos import delete_video, update_video
from service.actions.webhooks import add_webhook, remove_webhook, resume_webhook, rotate_webhook_secret
from service.api.schema.enums import ChangeKind, EntityKind, ErrorCode, RelationshipType, SameWords, Scope
from service.api.schema.fields import Argument, field, page
from service.api.schema.scalars import JSON, URL, Date, DateTime
from service.api.schema.types.administration import ApiKey, Follow, Webhook
from service.api.schema.types.decision import Decision
from service.api.schema.types.entity import Entity
from service.api.schema.types.job import Job
from service.api.schema.types.refs import AnyEntity, Entities, Videos
from service.api.schema.types.relationship import Evidence
from service.api.schema.types.video import Video
from service.follows.actions import follow_feed, unfollow_feed
from service.jobs.actions import cancel_job, import_talk, retry_job
from service.jobs.extraction import accept_extraction, re_extract


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


_FAULTS: dict[str, Any] = {one.__name__: one for one in (InvalidInput, NotFound, Conflict, Forbidden)}


_NAMED: dict[str, Any] = {
    "ID": strawberry.ID,
    "URL": URL,
    "JSON": JSON,
    "DateTime": DateTime,
    "RelationshipType": RelationshipType,
    "ChangeKind": ChangeKind,
}
_OBJECTS: dict[str, Any] = {
    "ApiKey": ApiKey,
    "Decision": Decision,
    "Entity": Entity,
    "Evidence": Evidence,
    "Follow": Follow,
    "Job": Job,
    "Video": Video,
    "Webhook": Webhook,
}
_PAGES: dict[str, Any] = {"Entity": Entities, "Video": Videos}
_ENUMS: dict[frozenset[str], type[Enum]] = {
    frozenset(one.__members__): one for one in (EntityKind, SameWords, Scope)
}
"""By the names of their values, which are those of a `Literal` or an enum of a request."""
_REASON = "Why, for the list of decisions. At most 1,000 characters."
_IDEMPOTENCY_KEY = (
    "A text that this client uses for no other change, at most 200 characters. If the same input is sent again with it within "
    "7 days, nothing is changed, and the first result is returned. With another input the result is a Conflict."
)
_DRY_RUN = "True if nothing was changed, because the input asked what would change."


def root_type(name: str, description: str, actions: Iterable[Action[Any, Any]]) -> type[Any]:
    """Returns a root type with a field for each action."""
    return _type(
        name,
        description,
        {
            one.name: (
                _result(one),
                field(one.description, scope=one.scope, input=Argument(_input_of(one), "What to change.")),
            )
            for one in actions
        },
    )


def _input_of(action: Action[Any, Any]) -> type[Any]:
    """Returns the input of an action: the values of its request, and what each mutation has."""
    declared = values_of(action.request_type)
    made = {one.name: _input_field(one) for one in declared if one.mark(Manner) is None}
    dry_run = made.pop("dry_run", None)
    if action.takes_reason:
        made["reason"] = (str | None, _optional(_REASON))
    if dry_run is not None:
        made["dry_run"] = dry_run
    if action.is_repeatable:
        made["idempotency_key"] = (str | None, _optional(_IDEMPOTENCY_KEY))
    made |= {one.name: _input_field(one) for one in declared if one.mark(Manner) is not None}
    return _input(action.request_type, made)


@cache
def _part_of_input(declared: type[Any]) -> type[Any]:
    return _input(declared, {one.name: _input_field(one) for one in values_of(declared)})


def _input(declared: type[Any], made: dict[str, tuple[Any, Any]]) -> type[Any]:
    plain = _plain(f"{declared.__name__}Input", made)
    one_of: bool = getattr(declared, "one_of", False)
    return strawberry.input(plain, description=description_of(declared), one_of=one_of or None)


def _input_field(value: Value) -> tuple[Any, Any]:
    hint = _with_wrappers(value, _scalar(value) or _part_of_input(value.python_type))
    if value.nullable:
        return hint, _optional(value.doc)
    if value.default is None:
        return hint, strawberry.field(description=value.doc)
    default = hint.__members__[constant(value.default)] if isinstance(hint, EnumType) else value.default
    return hint, strawberry.field(description=value.doc, default=default)


def _optional(description: str) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET)


def _result(action: Action[Any, Any]) -> Any:
    """Returns the union of an action's result with the faults that it may have."""
    name = f"{action.name[0].upper()}{action.name[1:]}Result"
    union = _result_type(action)
    for one in action.faults:
        union |= _FAULTS[one.__name__]
    return Annotated[
        union,
        strawberry.union(name, description=f"Result of `{action.name}`."),
    ]


def _result_type(action: Action[Any, Any]) -> Any:
    if action.object_type is not None:
        return _OBJECTS[action.object_type]
    declared = action.result_type
    made = {one.name: _result_field(one) for one in values_of(declared)}
    if action.has_dry_run:
        made["dry_run"] = (bool, field(_DRY_RUN))
    return _type(declared.__name__, description_of(declared), made)


@cache
def _part_of_result(declared: type[Any]) -> type[Any]:
    made = {one.name: _result_field(one) for one in values_of(declared)}
    return _type(declared.__name__, description_of(declared), made)


def _result_field(value: Value) -> tuple[Any, Any]:
    if (paged := value.mark(Page)) is not None:
        return _PAGES[paged.type], page(value.doc)
    if (many := value.mark(IdsOf)) is not None:
        return GenericAlias(list, _OBJECTS[many.type]), field(value.doc, expected=many.expected)
    if (one := value.mark(Object)) is not None:
        return _with_wrappers(value, _OBJECTS[one.type]), field(value.doc)
    return _with_wrappers(value, _scalar(value) or _part_of_result(value.python_type)), field(value.doc)


def _scalar(value: Value) -> Any:
    """Returns the type of one value in the API; None if it is made of parts."""
    if (named := value.mark(ApiType)) is not None:
        return _NAMED[named.name]
    if value.python_type is date:
        return Date
    if value.is_made_of_parts:
        return None
    names = (
        value.python_type.__members__
        if isinstance(value.python_type, EnumType)
        else map(constant, get_args(value.python_type))
    )
    return _ENUMS.get(frozenset(names), value.python_type)


def _with_wrappers(value: Value, one: Any) -> Any:
    hint = GenericAlias(list, one) if value.many else one
    return hint | None if value.nullable else hint


def _type(name: str, description: str, made: dict[str, tuple[Any, Any]]) -> type[Any]:
    return strawberry.type(_plain(name, made), description=description)


def _plain(name: str, made: dict[str, tuple[Any, Any]]) -> type[Any]:
    """Returns a class with these fields: type and declaration by name."""
    hints = {field_name: hint for field_name, (hint, _) in made.items()}
    declarations = {field_name: declaration for field_name, (_, declaration) in made.items()}
    return type(name, (), {"__annotations__": hints, "__module__": __name__, **declarations})


ACTIONS: dict[str, Action[Any, Any]] = {
    one.name: one
    for one in (
        delete_video,
        merge_entities,
        separate_entities,
        update_entity,
        drop_entity,
        detach_name,
        reject_evidence,
        import_talk,
        retry_job,
        cancel_job,
        follow_feed,
        unfollow_feed,
        re_extract,
        accept_extraction,
        add_statement,
        update_video,
        undo,
        create_api_key,
        revoke_api_key,
        add_webhook,
        remove_webhook,
        resume_webhook,
        rotate_webhook_secret,
    )
}
"""By the name of the root field."""

Mutation = root_type(
    "Mutation",
    "Root of all mutations. They run one after the other, each in a transaction of its own. What a result selects is read after its transaction.",
    ACTIONS.values(),
)
