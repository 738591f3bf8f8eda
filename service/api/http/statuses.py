"""The HTTP status of each expected fault."""

from collections.abc import Mapping
from http import HTTPStatus

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
