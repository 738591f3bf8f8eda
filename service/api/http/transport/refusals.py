"""Requests that are answered with one error, with status, code and message, and the status of each expected fault."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from starlette.exceptions import HTTPException

from service.api.response.error_format import error_extensions
from service.errors import (
    Conflict,
    Forbidden,
    GraphUnavailable,
    InvalidInput,
    NotFound,
    QueryTimeout,
    QuotaExceeded,
    RateLimited,
    StorageUnavailable,
    TooLarge,
    Unauthenticated,
    UnsupportedUpload,
    VideographError,
)
from service.settings.limits import limit_setting


def error_body(message: str, extensions: Mapping[str, Any]) -> bytes:
    """Returns an answer with one error and nothing else."""
    return orjson.dumps({"errors": [{"message": message, "extensions": extensions}]})


class RefusedRequest(HTTPException):
    """A request that is answered with one error. What a route raises, `explain_status` sends."""

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        message: str,
        headers: dict[str, str] | None = None,
        extensions: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message
        self.headers: dict[str, str] = headers or {}
        self.extensions = {**(extensions or {}), "code": code}
        self.body = error_body(message, self.extensions)

    @classmethod
    def of(
        cls, error: VideographError, status: HTTPStatus, headers: dict[str, str] | None = None
    ) -> "RefusedRequest":
        """Returns the refusal for an error, with all of its `extensions`."""
        return cls(status, error.code, error.message, headers, error_extensions(error))


def body_too_large(limit: int) -> RefusedRequest:
    return RefusedRequest(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "REQUEST_TOO_LARGE",
        f"The body is larger than {limit} bytes ({limit_setting('body')}). Send less in one request.",
    )


def bad_request(message: str) -> RefusedRequest:
    return RefusedRequest(HTTPStatus.BAD_REQUEST, "BAD_REQUEST", message)


type Statuses = Mapping[type[VideographError], HTTPStatus]

_STATUS: Statuses = {
    InvalidInput: HTTPStatus.BAD_REQUEST,
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    QuotaExceeded: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedUpload: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    StorageUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    GraphUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    QueryTimeout: HTTPStatus.GATEWAY_TIMEOUT,
}


def status_of(error: VideographError, special: Statuses | None = None) -> HTTPStatus | None:
    """Returns the status of a fault; None if no client is expected to cause it.

    Args:
        special: what differs for a route.
    """
    statuses = {**_STATUS, **(special or {})}
    return next((statuses[kind] for kind in type(error).__mro__ if kind in statuses), None)
