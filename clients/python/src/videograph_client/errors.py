"""What goes wrong, as exceptions.

VideographError
├── Refused         a mutation whose result is InvalidInput, NotFound, Conflict or Forbidden
└── ImportFailed    a job that has failed or was cancelled
"""

from collections.abc import Mapping
from typing import Any


class VideographError(Exception):
    """A request without an answer. `code` is that of the API, such as RATE_LIMITED, or CONNECTION if there was no answer at all."""

    def __init__(self, message: str, code: str, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.details = dict(details or {})


class Refused(VideographError):
    """A change that was not made. `details` has what its result says beyond message and code, such as `path`."""


class ImportFailed(VideographError):
    """A talk that was not imported. `code` is that of the job's failure, such as SAME_WORDS, or IMPORT_FAILED if it was cancelled. `details` has
    the `id` of the job and, with SAME_WORDS, that of the `video` that has the words."""


def error_in(body: object, status: int) -> VideographError | None:
    """Returns the first error of an answer, if it has any."""
    errors = body.get("errors") if isinstance(body, dict) else None
    if errors:
        extensions = errors[0].get("extensions") or {}
        return VideographError(errors[0]["message"], extensions.get("code", "UNKNOWN"), extensions)
    if not isinstance(body, dict) or status >= 400:
        return VideographError(
            f"The answer is none of a Videograph (status {status}). Check the address.", "CONNECTION"
        )
    return None


def refusal_in(data: Mapping[str, Any]) -> Refused | None:
    """Returns the first result of a mutation that says why nothing was changed."""
    for value in data.values():
        if isinstance(value, dict) and value.get("__typename") in _REFUSALS:
            details = {name: value[name] for name in value if name not in ("__typename", "message", "code")}
            return Refused(value["message"], value["code"], details)
    return None


_REFUSALS = ("InvalidInput", "NotFound", "Conflict", "Forbidden")
