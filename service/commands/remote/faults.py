"""Errors of a distant Videograph: what it answers, as the errors that the same action has on its own machine."""

import ssl
from collections.abc import Mapping
from typing import Any

from service.commands.remote.server import RemoteServer
from service.errors import (
    Conflict,
    CursorExpired,
    Forbidden,
    GraphUnavailable,
    InvalidCursor,
    InvalidInput,
    NotFound,
    QueryTimeout,
    QueryTooComplex,
    RateLimited,
    SetupError,
    Unauthenticated,
    VideographError,
)

_KINDS: dict[str, type[VideographError]] = {
    kind.code: kind
    for kind in (
        InvalidInput, InvalidCursor, CursorExpired, NotFound, Forbidden, Unauthenticated, GraphUnavailable, QueryTimeout, QueryTooComplex,
    )
}  # fmt: skip
_VALIDATION = "GRAPHQL_VALIDATION_FAILED"


def unreachable(server: RemoteServer, error: Exception) -> VideographError:
    """Returns the error for a connection that could not be made, or broke."""
    causes: list[BaseException] = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) is not None and cause not in causes:
        causes.append(cause)
    if any(isinstance(one, ssl.SSLError) for one in causes):
        return GraphUnavailable(
            f"{server.url} cannot be reached: its TLS certificate or protocol is not accepted ({error}). "
            "Check scheme and host of the address, and that the certificate's issuer is known on this machine."
        )
    reason = str(error) or type(error).__name__
    return GraphUnavailable(
        f"{server.url} cannot be reached: {reason}. Check the address (--server, VIDEOGRAPH_SERVER), and that the Videograph there runs."
    )


def unlike_videograph(server: RemoteServer, reason: str, *, old: bool = False) -> VideographError:
    if old:
        return SetupError(
            f"{server.url} cannot do this: {reason}. Update it, or use the `videograph` of its version."
        )
    return SetupError(
        f"no Videograph answers at {server.url}: {reason}. Give the address of its pages, such as https://talks.example.org."
    )


def refusal(server: RemoteServer, status: int, body: Mapping[str, Any]) -> VideographError:
    """Returns the error for a request that was refused with a status."""
    message = first_message(body)
    match status:
        case 401 if server.key is None:
            return Unauthenticated(
                f"{server.url} needs a key: put an API key into VIDEOGRAPH_KEY or a file (VIDEOGRAPH_KEY_FILE). "
                f"{message}".rstrip()
            )
        case 401:
            return Unauthenticated(f"{server.url} refuses the key. {message}".rstrip())
        case 403:
            return Forbidden(f"{server.url} does not allow this with the key. {message}".rstrip())
        case 429:
            return RateLimited(
                f"{server.url} has refused this because of a limit per minute. {message} Try it again later.",
                60,
                "COST",
            )
        case _:
            return error_of(server, body, f"{server.url} answers with status {status}. {message}".rstrip())


def error_of(server: RemoteServer, body: Mapping[str, Any], otherwise: str) -> VideographError:
    """Returns the error of the first entry of `errors`, by its code."""
    code, message = code_of(body), first_message(body)
    if code == _VALIDATION:
        return unlike_videograph(
            server, f"its version is another one than that of this command ({message})", old=True
        )
    if code in _KINDS and message:
        return _KINDS[code](message)
    return VideographError(f"{server.url} has failed: {message}" if message else otherwise)


def is_of_another_schema(body: Mapping[str, Any]) -> bool:
    """Whether a response is that of a GraphQL service which does not know the request, or not our codes."""
    return "data" not in body and code_of(body) in (None, _VALIDATION)


def fault_of(result: Mapping[str, Any]) -> VideographError | None:
    """Returns the error for a mutation's result that is an expected fault; None for any other result."""
    message = str(result.get("message", ""))
    match result["__typename"]:
        case "InvalidInput":
            return InvalidInput(message)
        case "NotFound":
            return NotFound(message)
        case "Forbidden":
            return Forbidden(message)
        case "Conflict":
            return Conflict(message, "", result.get("revision"))
        case _:
            return None


def code_of(body: Mapping[str, Any] | None) -> str | None:
    """Returns the code of the first error of a response; None if there is none."""
    return _extensions(body).get("code")


def first_message(body: Mapping[str, Any]) -> str:
    errors = body.get("errors") or [{}]
    return str(errors[0].get("message", ""))


def seconds_to_wait(headers: Mapping[str, str], body: Mapping[str, Any] | None, tries: int) -> float:
    """Returns the seconds that the server asks for; without, one, two, four and so on."""
    given = headers.get("retry-after") or _extensions(body).get("retryAfter")
    try:
        return max(float(given), 0.1) if given is not None else 2.0 ** (tries - 1)
    except (TypeError, ValueError):  # a date, which no Videograph sends
        return 2.0 ** (tries - 1)


def _extensions(body: Mapping[str, Any] | None) -> Mapping[str, Any]:
    errors = (body or {}).get("errors")
    first = errors[0] if isinstance(errors, list) and errors else {}
    return first.get("extensions", {}) if isinstance(first, dict) else {}
