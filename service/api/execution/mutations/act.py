"""Runs the action of a mutation for a viewer. Its expected faults are results too."""

from collections.abc import Mapping, Sized
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import orjson

from service.access.viewer import Viewer
from service.actions.declaration import EXPECTED, Action, Manner, values_of
from service.api.execution.mutations.values import Row, fault_row, request_of, result_row
from service.domain.text import require_characters
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.driver.origin import RequestKey
from service.settings.limits import Limits

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
