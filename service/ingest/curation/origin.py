"""Who makes a change, why, and by which request: what is stored with a decision beside what was decided.

The caller of an action sets it for this context. Without it, a change has no reason and no key.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from service.access.viewer import current_viewer
from service.errors import Conflict
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement


@dataclass(frozen=True)
class Key:
    """The idempotency key of a request.

    Attributes:
        id: made of the client, the field and its key.
        input: hash of the input.
        answer: makes of the action's report the text that a repeated request gets.
    """

    id: str
    input: str
    answer: Callable[[Any], str]

    def require_input(self, found: str) -> None:
        """Checks the input that the graph has for this key.

        Raises: Conflict: it is another one.
        """
        if found != self.input:
            raise Conflict(
                "Another input was sent with this `idempotencyKey`: use a new key for another change.",
                self.id,
            )


@dataclass(frozen=True)
class Origin:
    """`reason`: why, in the words of who decides."""

    reason: str | None = None
    key: Key | None = None


class AnsweredBeforeError(Exception):
    """The same request was carried out before; `answer` is its text."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer


_current: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039  (frozen)


@contextmanager
def made_by(origin: Origin) -> Generator[None]:
    """Sets the origin of changes in this context."""
    token = _current.set(origin)
    try:
        yield
    finally:
        _current.reset(token)


def current_origin() -> Origin:
    return _current.get()


def signature() -> dict[str, str | None]:
    """Returns who decides (the name of a key, the subject of a token, otherwise None) and why, as properties of a decision."""
    return {"by": current_viewer().name, "reason": current_origin().reason}


async def require_first(transaction: Transaction) -> None:
    """Takes the idempotency key, if there is one.

    Raises:
        AnsweredBeforeError: the same request was carried out before.
        Conflict: another request with this key was.
    """
    key = current_origin().key
    if key is None:
        return
    await run_statement(transaction, "idempotency_key/delete_expired", id=key.id)
    [row] = await run_statement(transaction, "idempotency_key/take", id=key.id, input=key.input)
    key.require_input(row["input"])
    if row["answer"] is not None:
        raise AnsweredBeforeError(row["answer"])


async def note_origin(transaction: Transaction, report: Any) -> None:
    """Stores what a repeated request is answered."""
    key = current_origin().key
    if key is not None:
        answer = key.answer(report)
        await run_statement(transaction, "idempotency_key/set_answer", id=key.id, answer=answer)


async def keep_undone(transaction: Transaction, ids: Iterable[str]) -> None:
    """Keeps decisions as undone ones, under their ids, before they are deleted."""
    await run_statement(transaction, "undone_decision/create", ids=sorted(ids), by=current_viewer().name)
