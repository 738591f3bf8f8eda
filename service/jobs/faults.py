"""What becomes of a job whose attempt failed: it ends, or it is tried again after a pause."""

from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool

from service.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    SetupError,
    TranscriptError,
    VideographError,
)

_MORE_MEMORY = "divide the talk, or give it more memory (VIDEOGRAPH_EXTRACT_MEMORY)"
PAUSES = (10.0, 60.0)
"""Seconds after the first and the second attempt."""


class TookTooLongError(VideographError):
    code = "TIMEOUT"

    def __init__(self, seconds: float) -> None:
        shown = f"{seconds / 60:.0f} minutes" if seconds >= 120 else f"{seconds:g} seconds"
        super().__init__(
            f"its extraction took longer than {shown} and was stopped: divide the talk, or let it take longer (VIDEOGRAPH_EXTRACT_TIMEOUT)"
        )


def is_final(error: Exception) -> bool:
    """Whether another attempt would end in the same way."""
    kinds = (InvalidInput, TranscriptError, Conflict, NotFound, Forbidden, SetupError, TookTooLongError)
    return isinstance(error, kinds)


def pause_after(attempts: int, pauses: Sequence[float] = PAUSES) -> float:
    """Returns the seconds between an attempt, counted from 1, and the next one."""
    return pauses[min(attempts, len(pauses)) - 1]


def message_of(error: Exception) -> str:
    """Returns what went wrong, for people."""
    if isinstance(error, BrokenProcessPool):
        return f"its extraction crashed, perhaps for lack of memory: {_MORE_MEMORY}"
    if isinstance(error, MemoryError):
        return f"there is not enough memory for its extraction: {_MORE_MEMORY}"
    if not isinstance(error, VideographError):
        return f"a fault in Videograph, please report it: {type(error).__name__}: {error}"
    return error.message
