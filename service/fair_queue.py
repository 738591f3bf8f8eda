"""A bounded number of places for work, given to clients in turn: who has much to do waits behind who has little."""

import asyncio
from collections import Counter, OrderedDict, deque

PATIENCE = 10.0
"""Seconds."""

type _Waiting = OrderedDict[str, deque[asyncio.Future[None]]]
"""The places that each client waits for. The client that is next comes first."""


class FairQueue:
    """Places for work. Those of trusted clients are given first, and among clients of one kind each gets one in turn.

    Args:
        places: how much work is under way at once.
        for_one: how much of it may be of one client; None if there is no such bound.
        patience: seconds that one waits at most.
    """

    def __init__(self, places: int, *, for_one: int | None = None, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._free = places
        self._for_one = for_one or places
        self._at_work: Counter[str] = Counter()
        self._waiting: tuple[_Waiting, _Waiting] = OrderedDict(), OrderedDict()

    def take_free(self, client: str) -> bool:
        """Takes a place if the client need not wait for one; returns whether it has one."""
        if not self._free or self._at_work[client] >= self._for_one:
            return False
        self._free -= 1
        self._at_work[client] += 1
        return True

    async def take(self, client: str, *, trusted: bool) -> None:
        """Returns once the client has a place, which it must `give` back.

        Raises: TimeoutError: there was none in time.
        """
        if self.take_free(client):
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = self._waiting[0 if trusted else 1]
        waiting.setdefault(client, deque()).append(place)
        try:
            async with asyncio.timeout(self.patience):
                await place
        except BaseException:
            if place.done() and not place.cancelled():
                self.give(client)
            elif client in waiting and place in waiting[client]:
                waiting[client].remove(place)
                if not waiting[client]:
                    del waiting[client]
            raise

    def give(self, client: str) -> None:
        """Gives a place back, and to whoever is next."""
        self._free += 1
        self._at_work[client] -= 1
        if not self._at_work[client]:
            del self._at_work[client]
        for waiting in self._waiting:
            for other in list(waiting):
                if self._hand_out(waiting, other):
                    return

    def _hand_out(self, waiting: _Waiting, client: str) -> bool:
        """Gives a free place to a client that may have one; returns whether it did."""
        if self._at_work[client] >= self._for_one:
            return False
        places = waiting[client]
        while places:
            place = places.popleft()
            if not place.done():  # otherwise its client has just gone away
                break
        else:
            del waiting[client]
            return False
        if places:
            waiting.move_to_end(client)
        else:
            del waiting[client]
        self._free -= 1
        self._at_work[client] += 1
        place.set_result(None)
        return True
