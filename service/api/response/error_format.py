"""Errors of an execution as clients see them: each with `extensions.code`, and nothing internal in its message."""

import logging
from collections.abc import Iterable
from typing import Any

from graphql import GraphQLError
from strawberry.exceptions import StrawberryInputCoercionError

from service.errors import RateLimited, Vanished, VideographError

_log = logging.getLogger(__name__)

_VANISHED = (
    "What was asked for was deleted while it was read: ask again. "
    "If it stays so, the graph is not whole: `videograph doctor` says what is wrong."
)
_TORN = (TypeError, KeyError)
"""What graphql-core and our resolvers raise at a null where the schema promises a value, or rows, or a kind."""


def vanished(errors: Iterable[GraphQLError]) -> set[str]:
    """The root fields that found a part of what they read deleted, by their response keys: one more read finds all of it, or
    none."""
    return {
        str(error.path[0])
        for error in errors
        if error.path and isinstance(error.original_error, (*_TORN, Vanished))
    }


def formatted(error: GraphQLError, code: str | None) -> dict[str, Any]:
    """An error of a response. `code`: where the error does not tell it itself."""
    original = error.original_error
    found: dict[str, Any] = dict(error.formatted)
    extensions: dict[str, Any] = found.get("extensions", {})
    if code is None:
        if isinstance(original, VideographError):
            code = original.code
            if isinstance(original, RateLimited):
                extensions = {**extensions, "retryAfter": original.retry_after}
        elif original is None or _is_of_the_request(original):
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


def _is_of_the_request(error: Exception) -> bool:
    """Whether graphql-core or Strawberry refuse an argument: then they point into the request's text."""
    return isinstance(error, StrawberryInputCoercionError) or (
        isinstance(error, GraphQLError) and bool(error.nodes)
    )
