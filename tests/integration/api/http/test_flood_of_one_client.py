"""One client floods a real server over four connections: another client's known page is always answered, and the flood is refused or waits."""

import asyncio
from collections import Counter

import httpx2 as httpx
import pytest

from service.fair_sharing import TimeQueue
from service.graph.driver.database import Database
from support.live_api import WAIT, LiveApi, live_api

pytestmark = pytest.mark.anyio

FLOOD, READER = "192.0.2.7", "192.0.2.1"
PAGE = {
    "query": "{ videos(first: 3, orderBy: [{field: TITLE}]) { nodes { title entities(first: 3) { nodes { name } } } } }"
}
REQUESTS = (
    ("GET", "/schema.graphql", None),
    ("GET", "/ticket?path=/export/json", None),
    ("POST", "/graphql", {"query": f"{{ {' '.join(f'unknown{number}' for number in range(15))} }}"}),
)
"""What each connection sends again and again."""
REFUSED = 3
"""Refusals of each connection, for which the reader goes on."""


class VirtualTime(TimeQueue):
    """Each step of the flood takes a second, and one of the reader nothing. Real time does not pass."""

    def __init__(self) -> None:
        self.now = 100.0
        super().__init__(patience=0.02, clock=lambda: self.now)

    def pay(self, client: str, seconds: float) -> None:
        super().pay(client, 1.0 if client == FLOOD else 0.0)


def client_at(api: LiveApi, address: str) -> httpx.AsyncClient:
    url = f"http://127.0.0.1:{api.port}"
    return httpx.AsyncClient(base_url=url, headers={"x-forwarded-for": address}, timeout=None)


async def test_a_flood_takes_no_page_from_others_and_goes_on_when_its_time_has_come(
    seed_database: Database,
) -> None:
    flooded: list[Counter[int]] = [Counter() for _ in REQUESTS]
    pages: Counter[int] = Counter()

    async def flood(number: int, http: httpx.AsyncClient) -> httpx.Response:
        method, path, json = REQUESTS[number]
        answer = await http.request(method, path, json=json)
        flooded[number][answer.status_code] += 1
        return answer

    async def flood_on(number: int) -> None:
        async with client_at(api, FLOOD) as http:
            while True:
                await flood(number, http)

    async with (
        live_api(seed_database, public="read", max_public_cost=0) as api,
        client_at(api, READER) as reader,
        client_at(api, FLOOD) as late,
        asyncio.timeout(3 * WAIT),
    ):
        known = await reader.post("/graphql", json=PAGE)
        assert list(known.json()) == ["data"]
        time = api.app.state.time = VirtualTime()
        async with asyncio.TaskGroup() as group:
            await reader.post("/graphql", json=PAGE)
            flooding = [group.create_task(flood_on(number)) for number in range(len(REQUESTS))]
            while any(one[429] < REFUSED for one in flooded):
                page = await reader.post("/graphql", json=PAGE)
                assert page.json() == known.json()
                pages[page.status_code] += 1
            for task in flooding:
                task.cancel()
        answered = sum(one.total() - one[429] for one in flooded)
        refused = await flood(0, late)
        time.now += WAIT
        again = await flood(0, late)

    assert set(pages) == {200}
    assert answered <= len(REQUESTS)  # one of each connection, before it is known what they take
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "8")
    assert refused.json()["errors"][0]["extensions"]["reason"] == "QUEUE"
    assert again.status_code == 200
