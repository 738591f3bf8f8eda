"""Work for processes that extract which makes trouble."""

import signal
from threading import Event

from service.extractors.progress import tell


def ignore_the_end() -> None:
    """Does not hear SIGTERM, says so as its stage, and does not end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    tell("stubborn", 0.5)
    Event().wait()


def take_memory(size: int) -> int:
    return len(bytearray(size))
