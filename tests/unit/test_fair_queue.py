"""Places for work: a bounded number, and in turn for all clients."""

import asyncio

import pytest

from service.fair_sharing import FairQueue

pytestmark = pytest.mark.anyio


class Crowd:
    """Clients at a queue. `order` is who got a place, in this order."""

    def __init__(self, queue: FairQueue) -> None:
        self.queue = queue
        self.order: list[str] = []
        self.tasks: list[asyncio.Task[None]] = []

    async def come(self, *clients: str, trusted: bool = False) -> None:
        for client in clients:
            self.tasks.append(asyncio.create_task(self._take(client, trusted)))
        await settle()

    async def give(self, *clients: str) -> list[str]:
        """Returns who got a place then."""
        self.order.clear()
        for client in clients:
            self.queue.give(client)
        await settle()
        return self.order

    async def _take(self, client: str, trusted: bool) -> None:
        await self.queue.take(client, trusted=trusted)
        self.order.append(client)


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_each_client_gets_a_place_in_turn() -> None:
    crowd = Crowd(FairQueue(2))
    await crowd.come("many", "many", "many", "many", "few", "other")

    assert crowd.order == ["many", "many"]
    assert await crowd.give("many") == ["many"]
    assert await crowd.give("many") == ["few"]
    assert await crowd.give("many") == ["other"]
    assert await crowd.give("few") == ["many"]


async def test_one_client_has_so_many_places_at_most_and_others_do_not_wait_for_it() -> None:
    crowd = Crowd(FairQueue(40, for_one=2))
    await crowd.come("many", "many", "many", "many", "few")

    assert crowd.order == ["many", "many", "few"]
    assert await crowd.give("few") == []
    assert await crowd.give("many", "many") == ["many", "many"]


async def test_trusted_clients_go_first() -> None:
    crowd = Crowd(FairQueue(1))
    await crowd.come("stranger", "stranger")
    await crowd.come("key", trusted=True)

    assert await crowd.give("stranger") == ["key"]
    assert await crowd.give("key") == ["stranger"]


async def test_who_goes_away_leaves_its_place_to_the_next() -> None:
    crowd = Crowd(FairQueue(1))
    await crowd.come("first", "gone", "gone too", "next")
    crowd.tasks[1].cancel()
    await settle()
    crowd.queue.give("first")
    crowd.tasks[2].cancel()  # it has the place already, and does not know it yet
    await settle()

    assert crowd.order == ["first", "next"]
    assert await crowd.give("next") == []
    assert crowd.queue.take_free("later")
    assert not crowd.queue.take_free("later")


async def test_patience_ends_and_leaves_no_trace() -> None:
    queue = FairQueue(1, patience=0.01)
    await queue.take("first", trusted=False)
    with pytest.raises(TimeoutError):
        await queue.take("second", trusted=False)

    queue.give("first")
    assert queue.take_free("third")
