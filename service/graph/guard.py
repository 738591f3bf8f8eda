"""What a caller runs first and last in the transaction of a load: a job checks that it is still its own, and ends."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from service.graph.driver.database import Transaction


@dataclass(frozen=True)
class Guard[T]:
    """
    Attributes:
        first: runs before everything else, and raises an error if the load must not be done. It takes its locks before those of the
            load. True: an earlier attempt, whose outcome was unknown, was committed, so nothing is left to do.
        last: runs after everything else, with the report. It takes no lock.
    """

    first: Callable[[Transaction], Awaitable[bool]]
    last: Callable[[Transaction, T], Awaitable[None]]


async def _nothing_first(_: Transaction) -> bool:
    return False


async def _nothing_last(_: Transaction, __: Any) -> None:
    pass


UNGUARDED: Guard[Any] = Guard(_nothing_first, _nothing_last)
