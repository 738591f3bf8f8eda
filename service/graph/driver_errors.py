"""Converts the driver's errors into ours."""

from neo4j.exceptions import (
    AuthError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from embedded_neo4j import is_panic
from service.errors import (
    GraphUnavailable,
    QueryTimeout,
    QueryTooComplex,
    TransactionStopped,
    Vanished,
    VideographError,
)

_TIMEOUTS = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.TransientError.Transaction.LockAcquisitionTimeout",
)
_STOPPED = (
    "Neo.ClientError.Transaction.LockClientStopped",
    "Neo.ClientError.Transaction.Terminated",
    "Neo.DatabaseError.Transaction.TransactionStartFailed",
    "Neo.TransientError.Transaction.LockClientStopped",
    "Neo.TransientError.Transaction.Terminated",
)
"""Neo4j ended a transaction for another reason than a time limit of the statement, often for want of processor time. The driver does
not repeat the first three."""
_UNAVAILABLE = (
    "Neo.ClientError.Database.DatabaseNotFound",
    "Neo.TransientError.Database.DatabaseUnavailable",
    "Neo.TransientError.General.DatabaseUnavailable",
)
_PANIC = "Neo4j's database has stopped itself after a fault, such as a full disk: its log says which. It needs a restart."


def is_stopped(error: Neo4jError) -> bool:
    """Returns whether Neo4j ended a transaction before its end, and saved nothing of it."""
    return (error.code or "") in _STOPPED


def is_lost(error: GraphUnavailable) -> bool:
    """Returns whether the next query would fail too: Neo4j is gone, does not answer, or has not opened its database
    yet."""
    cause = error.__cause__
    return isinstance(cause, (ServiceUnavailable, SessionExpired, TimeoutError)) or (
        isinstance(cause, Neo4jError) and (is_panic(cause) or (cause.code or "") in _UNAVAILABLE[1:])
    )


class our_errors:  # noqa: N801  (reads like a statement)
    """Converts the driver's errors into ours. Internal text stays in the exception's cause."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if error is None or isinstance(error, VideographError):
            return
        if isinstance(error, TimeoutError):
            raise QueryTimeout("The query took too long and was stopped. Ask for less.") from error
        if isinstance(error, ConnectionAcquisitionTimeoutError):
            raise GraphUnavailable("Too many queries run at the moment: try again in a while.") from error
        if isinstance(error, AuthError):
            raise GraphUnavailable("Neo4j refuses the login: check user and password.") from error
        if isinstance(error, (ServiceUnavailable, SessionExpired)):
            raise GraphUnavailable("Neo4j cannot be reached: is it running?") from error
        if is_panic(error):
            raise GraphUnavailable(_PANIC) from error
        if isinstance(error, Neo4jError):
            code = error.code or ""
            if code in _TIMEOUTS:
                raise QueryTimeout("The query took too long and was stopped. Ask for less.") from error
            if is_stopped(error):
                raise TransactionStopped(
                    "Neo4j stopped the work before its end, and saved nothing of it: try again in a while."
                ) from error
            if "MemoryPoolOutOfMemory" in code or "TransactionOutOfMemory" in code:
                raise QueryTooComplex("The query needs too much memory. Ask for less.") from error
            if code == "Neo.ClientError.Statement.EntityNotFound":
                raise Vanished("An object was deleted while it was read: send the query again.") from error
            if code in _UNAVAILABLE:
                raise GraphUnavailable("Neo4j's database is not available.") from error
            if code.startswith("Neo.TransientError."):  # a deadlock after too many tries
                raise VideographError("Neo4j is busy with other work: try again in a while.") from error
            raise VideographError("Neo4j could not run a statement.") from error
        if isinstance(error, DriverError):  # a closed driver, a broken answer
            raise GraphUnavailable("The connection to Neo4j was lost: try again.") from error
