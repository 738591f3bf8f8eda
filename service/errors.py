"""Every error that Videograph raises on purpose; a leaf module.

VideographError                 its message may be shown to whoever asked; people at the server read `local_message`
├── InvalidInput                the caller gave something that cannot be used (`path` says where)
│   └── InvalidCursor           a cursor that this graph did not issue, or one of another field or order
│       └── CursorExpired       a cursor of the log of changes after which changes are deleted
├── Conflict                    the graph has what does not go together with it (`existing`)
├── NotFound                    the thing asked for is not in the graph
├── Vanished                    what was asked for was deleted while it was read
├── TranscriptError             a file cannot be read (`file`, `line`, `reason`)
│   └── NotATranscript          it is plainly something else (`what`)
├── QueryTooComplex             refused before execution
├── Unauthenticated             there is no key or token, or it is not valid or has expired
├── Forbidden                   the key or token lacks the scope that the request needs
├── RateLimited                 refused for now: a limit is reached (`reason`, `retry_after`)
├── TooLarge                    a file is larger than allowed
├── QuotaExceeded               a client has more bytes of uploaded files than allowed
├── UnsupportedUpload           an uploaded file is of no type that is taken
├── StorageUnavailable          the storage of uploads cannot be read or written
├── NotAllowed                  the service may not connect to this address
├── NotFetched                  what is at an address cannot be fetched (`status`, `temporary`, `retry_after`)
├── TooSlow                     a subscriber does not read its events
├── QueryTimeout                stopped because it ran longer than allowed
│   └── TransactionStopped      Neo4j ended a transaction and undid it: nothing of it was saved
├── GraphUnavailable            Neo4j cannot be reached, does not answer, or refuses the login
│   ├── DiskFull                its disk is full: it goes on once there is space
│   └── OutcomeUnknown          the connection was lost while a change was being saved
├── SetupError                  something on this machine is missing or in the way (Java, ports, a lock)
│   ├── MissingExtra            a package of an optional extra is not installed
│   └── ExecutorUnavailable     the cluster that is to extract does not answer or has no workers
├── BudgetSpent                 a talk has used up the tokens or the money that its extraction may take
├── WorkLost                    the cluster has lost the extraction of a talk too often
├── ExtractorFault              an extractor failed, or gave something else than the document of its talk
├── FragmentError               a .cypher file contradicts itself (`file`, `line`, `reason`): stops the start
└── MigrationError              schema and program do not fit together: stops the start
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal


class VideographError(Exception):
    """Base of all errors raised on purpose. `code` is what GraphQL clients see in `extensions.code`."""

    code = "INTERNAL"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def local_message(self) -> str:
        """The message for people at the server, such as whoever runs a command. It may name folders and logs."""
        return self.message

    def __reduce__(self) -> tuple[Any, ...]:
        """Makes it pickle with all of its values, whatever arguments its class takes."""
        return _made_again, (type(self), self.args, self.__dict__)


def _made_again(
    kind: type[VideographError], arguments: tuple[Any, ...], values: dict[str, Any]
) -> VideographError:
    error = kind.__new__(kind, *arguments)
    error.args = arguments
    error.__dict__.update(values)
    return error


class InvalidInput(VideographError):
    """Input that cannot be used; `path` leads into it, outermost key first."""

    code = "BAD_USER_INPUT"

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.path = path


class InvalidCursor(InvalidInput):
    code = "INVALID_CURSOR"


class CursorExpired(InvalidCursor):
    code = "CURSOR_EXPIRED"


class Conflict(VideographError):
    """`existing`: id of the object in the graph. `revision`: its present revision, if the caller named another one. `decision`: id of the
    decision that must be undone first."""

    code = "CONFLICT"

    def __init__(
        self, message: str, existing: str, revision: int | None = None, *, decision: str | None = None
    ) -> None:
        super().__init__(message)
        self.existing = existing
        self.revision = revision
        self.decision = decision


class NotFound(VideographError):
    """`successor`: id of the entity that the missing one was merged into."""

    code = "NOT_FOUND"

    def __init__(self, message: str, *, successor: str | None = None) -> None:
        super().__init__(message)
        self.successor = successor


class Vanished(VideographError):
    """Not a `NotFound`: another try may find the object, or find that it does not exist."""

    code = "NOT_FOUND"


class _FileError(VideographError):
    """An error with a place: `file`, `line` (1-based, None if no line applies) and `reason`."""

    def __init__(self, file: str | Path, reason: str, line: int | None = None) -> None:
        place = str(file) if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {reason}")
        self.file = str(file)
        self.line = line
        self.reason = reason


class TranscriptError(_FileError):
    code = "BAD_USER_INPUT"


class NotATranscript(TranscriptError):
    """`what` it is instead, in words that many files may share; `reason` says more."""

    def __init__(self, file: str | Path, what: str, reason: str) -> None:
        super().__init__(file, reason)
        self.what = what


class GraphUnavailable(VideographError):
    """`local`: its `local_message`, if that says more than the message."""

    code = "GRAPH_UNAVAILABLE"

    def __init__(self, message: str, *, local: str | None = None) -> None:
        super().__init__(message)
        self._local = local

    @property
    def local_message(self) -> str:
        return self._local or self.message


class DiskFull(GraphUnavailable):
    pass


class OutcomeUnknown(GraphUnavailable):
    pass


class QueryTooComplex(VideographError):
    code = "QUERY_TOO_COMPLEX"


class Unauthenticated(VideographError):
    code = "UNAUTHENTICATED"


class Forbidden(VideographError):
    code = "FORBIDDEN"


class TooLarge(VideographError):
    code = "REQUEST_TOO_LARGE"


class QuotaExceeded(VideographError):
    code = "QUOTA_EXCEEDED"


class UnsupportedUpload(VideographError):
    code = "UNSUPPORTED_MEDIA_TYPE"


class StorageUnavailable(VideographError):
    code = "STORAGE_UNAVAILABLE"


type Reason = Literal[
    "NEW_STATEMENTS", "COST", "QUEUE", "CREDENTIALS", "JOBS", "CONNECTIONS", "SUBSCRIPTIONS"
]
"""Which limit a client has reached; clients see it in `extensions.reason`."""


class RateLimited(VideographError):
    """`retry_after`: whole seconds after which the same request can be answered."""

    code = "RATE_LIMITED"

    def __init__(self, message: str, retry_after: int, reason: Reason) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.reason = reason


class NotAllowed(VideographError):
    """The service may not connect to this address."""

    code = "NOT_ALLOWED"


class NotFetched(VideographError):
    """What is at an address cannot be fetched. `status`: of the answer. `temporary`: another try may succeed. `retry_after`: seconds
    after which the server wants it."""

    code = "BAD_USER_INPUT"

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        temporary: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.temporary = temporary
        self.retry_after = retry_after


class TooSlow(VideographError):
    """A subscriber does not read its events."""

    code = "TOO_SLOW"


class QueryTimeout(VideographError):
    code = "TIMEOUT"


class TransactionStopped(QueryTimeout):
    pass


class SetupError(VideographError):
    code = "SETUP"


class MissingExtra(SetupError):
    """A package that only one of our extras brings is not installed: `what` needs the package, `command` installs it."""

    def __init__(self, what: str, package: str | None, command: str) -> None:
        super().__init__(f"{what} needs the package {package}, which is not installed. Install it: {command}")


class ExecutorUnavailable(SetupError):
    pass


class BudgetSpent(VideographError):
    code = "SETUP"


class WorkLost(VideographError):
    code = "INTERNAL"


class ExtractorFault(VideographError):
    """An extractor, often somebody else's, failed on a talk: `reason` says how."""

    def __init__(self, extractor: str, reason: str) -> None:
        super().__init__(f"the extractor {extractor} failed: {reason}")


class FragmentError(_FileError):
    code = "INTERNAL"


class MigrationError(VideographError):
    code = "MIGRATION"


def reason_of(fault: Mapping[str, Any]) -> str:
    """Returns why pydantic refuses a value, one of its `errors()`, as a person would say it: "must be text"."""
    if fault["type"] in _REASONS:
        return _REASONS[fault["type"]]
    reason = str(fault["msg"]).removeprefix("Value error, ")
    if reason.startswith("Input should be "):
        return f"must be {reason.removeprefix('Input should be ')}"
    return f"{reason[:1].lower()}{reason[1:]}"


_REASONS = {
    "missing": "is missing",
    "string_type": "must be text",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "extra_forbidden": "is not known here",
}
