"""Converts between GraphQL's values and the dataclasses of actions: input to request, result to the row that the statement reads."""

from collections.abc import Mapping
from enum import EnumType
from typing import Any, get_args

from service.actions.declaration import (
    EXPECTED,
    Action,
    IdsOf,
    Object,
    Page,
    Value,
    constant,
    given_values,
    values_of,
)
from service.api.operation.plan.entries import RESULT_TYPE
from service.api.schema.scalars import JsonObject
from service.errors import Conflict, InvalidInput, NotFound, VideographError

type Row = dict[str, Any]
"""The values of a mutation's result, by field; `RESULT_TYPE` names its type."""


def request_of[T](declared: type[T], given: Mapping[str, Any]) -> T:
    """Returns the request for an input. What is left out has its default; null too, unless it means something."""
    return declared(**{
        one.name: _request_value(one, given[one.key])
        for one in values_of(declared)
        if one.key in given and (given[one.key] is not None or one.can_be_unset)
    })  # fmt: skip


def _request_value(value: Value, given: Any) -> Any:
    if given is None:
        return None
    return tuple(_one(value, each) for each in given) if value.many else _one(value, given)


def _one(value: Value, given: Any) -> Any:
    if isinstance(given, JsonObject):
        return given.value
    if value.is_made_of_parts:
        return request_of(value.python_type, given)
    if isinstance(value.python_type, EnumType):
        return value.python_type[given]
    return next((one for one in get_args(value.python_type) if constant(one) == given), given)


def result_row(action: Action[Any, Any], report: Any, dry_run: bool) -> Row:
    """Returns the row for what an action reports."""
    result = action.result(report)
    if action.object_type is not None:
        return {RESULT_TYPE: action.object_type, **_values(result)}
    row = {RESULT_TYPE: action.result_type.__name__, **_values(result)}
    return {**row, "dryRun": dry_run} if action.has_dry_run else row


def _values(result: object) -> Row:
    """Ids of objects are under names of their own (`entityId`, `decisionIds`): the files of these fields start there."""
    row: Row = {}
    for one, value in given_values(result):
        listed = one.mark(Page) or one.mark(IdsOf)
        if listed is not None:
            row[f"{listed.type[0].lower()}{listed.type[1:]}Ids"] = list(value)
        elif one.mark(Object) is not None:
            row[f"{one.key}Id"] = value
        elif one.many and one.is_made_of_parts:
            row[one.key] = [{"index": index, **_values(each)} for index, each in enumerate(value)]
        else:
            row[one.key] = list(value) if one.many else value
    return row


def fault_row(error: VideographError) -> Row:
    """Returns the row for one of the `EXPECTED` errors."""
    name = next(kind.__name__ for kind in EXPECTED if isinstance(error, kind))
    row: Row = {RESULT_TYPE: name, "message": error.message, "code": error.code}
    if isinstance(error, InvalidInput):
        row["code"] = InvalidInput.code
        row["path"] = ["input", *map(str, error.path)]
    if isinstance(error, NotFound):
        row["successorId"] = error.successor
    if isinstance(error, Conflict):
        row |= {"revision": error.revision, "decisionId": error.decision}
    return row
