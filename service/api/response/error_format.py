"""Formats errors for clients: each with `extensions.code`, and without internals in its message."""

import logging
from collections.abc import Iterable
from typing import Any

from graphql import GraphQLError
from strawberry.exceptions import StrawberryInputCoercionError

from service.errors import RateLimited, Vanished, VideographError

_log = logging.getLogger(__name__)

_VANISHED = (
    "An object was deleted while it was read: send the query again. "
    "If it stays so, the graph is not whole: `videograph doctor` says what is wrong."
)
_NOT_TOLD = (
    "The change was saved, but the answer is without it, because the result of another one is missing."
)
_TORN = (TypeError, KeyError)
"""Errors of graphql-core and our resolvers at a null in place of a value, rows or a kind."""

_NULL = ("not to be None", "not to be null")
"""The words of graphql-core, and ours."""


def vanished(errors: Iterable[GraphQLError]) -> set[str]:
    """Returns the response keys of root fields that found a part of their data deleted. One more read finds all of
    it, or none."""
    return {
        str(error.path[0])
        for error in errors
        if error.path and isinstance(error.original_error, (*_TORN, Vanished))
    }


def error_extensions(error: VideographError) -> dict[str, Any]:
    """Returns the `extensions` of an error: its code, and for a limit per minute `retryAfter` and `reason`."""
    if isinstance(error, RateLimited):
        return {"code": error.code, "retryAfter": error.retry_after, "reason": error.reason}
    return {"code": error.code}


def formatted(error: GraphQLError, code: str | None) -> dict[str, Any]:
    """Returns an error of a response. `code`: used if the error has none."""
    original = error.original_error
    found: dict[str, Any] = dict(error.formatted)
    if not isinstance(original, VideographError):
        found["message"] = error.message.replace(*_NULL)
    extensions: dict[str, Any] = found.get("extensions", {})
    if code is None:
        if isinstance(original, VideographError):
            code = original.code
            extensions = {**extensions, **error_extensions(original)}
        elif (
            original is None
            or isinstance(original, StrawberryInputCoercionError)
            or (isinstance(original, GraphQLError) and original.nodes)  # graphql-core refused an argument
        ):
            code = "BAD_USER_INPUT"
        elif isinstance(original, _TORN):
            code = Vanished.code
            _log.warning("nothing where the schema promises a value, at %s: %s", error.path, original)
            found["message"] = _VANISHED
        else:
            code = "INTERNAL"
            _log.error("internal error at %s", error.path, exc_info=original)
            found["message"] = "Internal error."
    found["extensions"] = {**extensions, "code": code}
    return found


def formatted_after(
    errors: Iterable[GraphQLError], saved: set[str], *, has_data: bool
) -> list[dict[str, Any]]:
    """Returns the errors of a response. That of a saved change says so, since only its result could not be read. Each saved change has one
    if the response has no data."""
    told = [formatted(error, None) for error in errors]
    of = {one["path"][0]: one for one in told if one.get("path")}
    for key in saved if not has_data else ():
        if key not in of:
            told.append(
                {
                    "message": _NOT_TOLD,
                    "path": [key],
                    "extensions": {"code": told[0]["extensions"]["code"], "saved": True},
                }
            )
    for key in saved & of.keys():
        one = of[key]
        one["message"] = f"The change was saved, but its result could not be read: {one['message']}"
        one["extensions"] = {**one["extensions"], "saved": True}
    return told
