"""Requests that are answered with one error, with status, code and message."""

from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException

from service.api.response.error_format import error_extensions
from service.errors import VideographError
from service.settings.limits import limit_setting


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
