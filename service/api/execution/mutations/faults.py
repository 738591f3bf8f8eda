"""Expected faults of an action, as results of a mutation."""

from typing import Any

import orjson

from service.api.operation.plan.entries import RESULT_TYPE
from service.errors import Conflict, Forbidden, InvalidInput, NotFound, VideographError

type Result = dict[str, Any]
"""The values of a mutation's result by field; `RESULT_TYPE` names its type."""

REPORT = "report"
"""Key of the action's report in a result, as JSON has it. No field reads it; clients get it in `extensions`, if they ask."""
EXPECTED = (InvalidInput, NotFound, Conflict, Forbidden)
"""Errors that are members of each result's union, under their own names. Others are errors of the response."""


_FAULTS = frozenset(kind.__name__ for kind in EXPECTED)


def is_saved(result: Result) -> bool:
    """Returns whether this is the result of a change that was made."""
    return result[RESULT_TYPE] not in _FAULTS and not result.get("dryRun")


def report_values(report: Any) -> Any:
    """Returns a report as JSON has it: objects with the names of the dataclass's fields."""
    return orjson.loads(orjson.dumps(report, option=orjson.OPT_NON_STR_KEYS, default=str))


def fault_result(error: VideographError) -> Result:
    """Returns the result for one of the `EXPECTED` errors."""
    name = next(kind.__name__ for kind in EXPECTED if isinstance(error, kind))
    result: Result = {RESULT_TYPE: name, "message": error.message, "code": error.code}
    if isinstance(error, InvalidInput):
        result["code"] = InvalidInput.code
        result["path"] = ["input", *map(str, error.path)]
    if isinstance(error, NotFound):
        result["successorId"] = error.successor
    if isinstance(error, Conflict):
        result |= {"revision": error.revision, "decisionId": error.decision}
    return result
