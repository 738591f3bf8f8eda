"""Progress of the extraction of a talk: stages report it, and a listener is optional."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

type Listen = Callable[[str, float], None]
"""Called with the stage, in a word or two, and the share of the whole that is done, from 0 to 1."""

_LONGEST_STAGE = 80
_listener: ContextVar[Listen | None] = ContextVar("listener", default=None)
"""Of the talk that is being read: a dozen modules would hand it on else."""


@contextmanager
def listening(listener: Listen) -> Iterator[None]:
    """In this context, the listener gets the progress; it never decreases, even if a stage repeats work."""
    furthest = 0.0

    def advance(stage: str, share: float) -> None:
        nonlocal furthest
        if share >= furthest:
            furthest = share
            listener(stage, share)

    token = _listener.set(advance)
    try:
        yield
    finally:
        _listener.reset(token)


def run_reporting[T](work: Callable[[], T], send: Listen, pause: float) -> T:
    """Runs work of another process, and sends messages to whoever waits for it: that it begins, and how far it is.

    Args:
        send: gets the stage, shortened, and the share. The first message has no stage.
        pause: seconds between two messages, at least.
    """
    last = float("-inf")

    def tell_sometimes(stage: str, share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= pause:
            last = now
            send(stage[:_LONGEST_STAGE], round(share, 3))

    send("", 0.0)
    with listening(tell_sometimes):
        return work()


def tell(stage: str, share: float) -> None:
    """The stage begins, or goes on, and so much of the whole is done."""
    listener = _listener.get()
    if listener is not None:
        listener(stage, share)


@contextmanager
def part(begin: float, end: float) -> Iterator[None]:
    """What is told in this context, from 0 to 1, is this part of the whole."""
    listener = _listener.get()
    if listener is None:
        yield
        return
    token = _listener.set(lambda stage, share: listener(stage, begin + (end - begin) * share))
    try:
        yield
    finally:
        _listener.reset(token)


def told[T](items: Iterable[T], count: int, stage: str, begin: float, end: float) -> Iterator[T]:
    """The items as they come, each telling how far the stage from `begin` to `end` is."""
    for number, item in enumerate(items, 1):
        tell(stage, begin + (end - begin) * number / max(1, count))
        yield item
