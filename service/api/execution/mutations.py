"""Runs the root fields of a mutation: each its action, and then the statement that reads the result.

The input becomes the request of the action, and its report the row that the statement reads. Expected faults are results too.
"""

from collections.abc import Mapping, Sized
from dataclasses import dataclass, replace
from enum import EnumType
from hashlib import sha256
from time import monotonic
from typing import Any, get_args

import orjson

from service.access.viewer import Viewer
from service.actions.declaration import (
    EXPECTED,
    Action,
    IdsOf,
    Manner,
    Object,
    Page,
    Value,
    constant,
    given_values,
    report_json,
    values_of,
)
from service.api.execution.admission import Admission
from service.api.execution.root_fields import answer_root
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan import RESULT_TYPE, ROOT_SITE, OperationPlan
from service.api.operation.planning.sites import statement_of
from service.api.response.answers import Answers
from service.api.schema.mutation import ACTIONS
from service.api.schema.scalars import JsonObject
from service.domain.text import require_characters
from service.errors import Conflict, InvalidInput, NotFound, VideographError
from service.graph.driver import deadline
from service.graph.driver.database import Database
from service.graph.driver.origin import RequestKey
from service.settings.limits import Limits

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


_LONGEST_KEY = 200
_LONGEST_REASON = 1000
_LONGEST_LIST = 100


@dataclass(frozen=True)
class Outcome:
    """What became of a mutation. `row`: what the statement reads. `saved`: whether something was changed. `report`: what the
    action reported; None for a fault."""

    row: Row
    saved: bool = False
    report: object = None


async def act(
    database: Database, action: Action[Any, Any], given: Mapping[str, Any], viewer: Viewer, limits: Limits
) -> Outcome:
    """Runs an action for an input.

    Raises:
        VideographError: none of the expected faults.
    """
    try:
        viewer.require(action.scope, f"Mutation.{action.name}")
        _check(given)
        request = request_of(action.request_type, given)
        key = _key(action, given, viewer)
        asked = database.asked_by(replace(database.origin, reason=given.get("reason") or None, key=key))
        report = await action(asked, request, limits)
    except EXPECTED as error:
        return Outcome(fault_row(error))
    if action.after is not None:
        await action.after(database, request, report)
    dry_run = bool(given.get("dryRun"))
    return Outcome(result_row(action, report, dry_run), not dry_run, report)


def _check(given: Mapping[str, Any]) -> None:
    """Checks what every input has in common.

    Raises: InvalidInput: a text or a list is too long, or a text has characters that no text has.
    """
    reason = given.get("reason")
    if reason is not None and len(reason) > _LONGEST_REASON:
        raise InvalidInput(
            f"the reason has {len(reason)} characters: at most {_LONGEST_REASON} are allowed", ("reason",)
        )
    # What is imported is checked when it is read.
    require_characters({key: value for key, value in given.items() if key != "source"})
    for key, value in given.items():
        length = len(value) if isinstance(value, Sized) else 0
        if length > _LONGEST_LIST and not isinstance(value, str | Mapping):
            raise InvalidInput(f"`{key}` has {length} values: at most {_LONGEST_LIST} are allowed", (key,))


def _key(action: Action[Any, Any], given: Mapping[str, Any], viewer: Viewer) -> RequestKey | None:
    """Returns the idempotency key of the input: one client's keys are not those of another. A dry run has none."""
    text = given.get("idempotencyKey")
    if text is None or given.get("dryRun"):
        return None
    if not text or len(text) > _LONGEST_KEY:
        raise InvalidInput(
            f"an idempotency key has 1 to {_LONGEST_KEY} characters, not {len(text)}", ("idempotencyKey",)
        )
    manner = {one.key for one in values_of(action.request_type) if one.mark(Manner) is not None}
    # With nulls, which remove a value in some inputs.
    rest = {one: value for one, value in given.items() if one not in {"idempotencyKey", *manner}}
    return RequestKey(_hash([viewer.client, text]), _hash([action.name, rest]))


def _hash(value: Any) -> str:
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def run_mutations(
    database: Database,
    plan: OperationPlan,
    reads: list[dict[int, FieldArguments]],
    viewer: Viewer,
    admission: Admission | None,
    limits: Limits,
    reports: dict[str, Any] | None,
) -> tuple[Answers, list[dict[int, FieldArguments]], set[str]]:
    """Runs root fields that change the graph, one after the other: each its action, and then the statement that reads what its
    result selects. One that fails does not stop the next. The reports of the actions are added to `reports`, if it is given.

    Returns:
        The answers, the arguments with the results of the actions, by which they can be read again, and the response keys of
        saved changes.
    """
    answers: Answers = {}
    saved: set[str] = set()
    acted = list(reads)
    if admission is not None:  # nothing is changed if the answer cannot be read now
        for root, read in zip(plan.roots, reads, strict=True):
            if root.statement is not None:
                admission.admit(*statement_of(root, read))
    for place, root in enumerate(plan.roots):
        read, begin = reads[place][ROOT_SITE], monotonic()
        try:
            outcome = await act(database, ACTIONS[root.entry.name], read.values["input"], viewer, limits)
        except Exception as error:
            answers[root.entry.key] = error
            continue
        deadline.add(monotonic() - begin)
        if outcome.saved:
            saved.add(root.entry.key)
        if reports is not None and outcome.report is not None:
            reports[root.entry.key] = orjson.loads(report_json(outcome.report))
        acted[place] = {**reads[place], ROOT_SITE: replace(read, values={"result": outcome.row})}
        answers[root.entry.key] = await answer_root(database, root, acted[place], admission, limits)
    return answers, acted, saved
