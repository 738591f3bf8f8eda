"""Wakes the workers of this process when a job was added, so that they need not look often. Other processes find it at their next look."""

import asyncio
from weakref import WeakSet

_waiting: WeakSet[asyncio.Event] = WeakSet()


def listen() -> asyncio.Event:
    """Returns an event that is set whenever a job was added in this process. It is forgotten with the last reference to it."""
    event = asyncio.Event()
    _waiting.add(event)
    return event


def wake() -> None:
    for event in list(_waiting):
        event.set()
