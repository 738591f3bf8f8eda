"""`Subscription.job`: how a job is now, and each time it has changed, until it has ended."""

import pytest

from service.graph.driver.database import Database
from support.live_api import live_api

pytestmark = pytest.mark.anyio

JOB = "subscription ($id: ID!) { mine: job(id: $id) { id state: state ...Progress result { title } } } fragment Progress on Job { stage done }"
CREATE = """CREATE (:Job {id: 'job:1', number: 1, state: 'QUEUED', name: 'a.txt', extractor: 'offline', done: 0, total: 10, attempts: 0,
  createdAt: datetime(), owner: '', priority: 0, turn: 0, fence: 0})"""


async def test_a_job_is_followed_until_its_end(clean_database: Database) -> None:
    database = clean_database

    async def change(values: str) -> None:
        await database.run(f"MATCH (j:Job {{id: 'job:1'}}) SET {values}", name="test")

    await database.run(CREATE, name="test")
    async with live_api(database) as api, api.signed_in() as one:
        await one.subscribe(JOB, {"id": "job:1"})

        async def told() -> tuple[object, ...]:
            message = await one.receive()
            assert message["type"] == "next", message
            return tuple(message["payload"]["data"]["mine"].values())

        assert await told() == ("job:1", "QUEUED", None, 0, None)
        await change("j.heartbeatAt = datetime()")  # no client sees it, so there is no event
        await change("j.state = 'RUNNING', j.stage = 'EXTRACT', j.done = 3")
        assert await told() == ("job:1", "RUNNING", "EXTRACT", 3, None)
        await change("j.state = 'SUCCEEDED', j.stage = null, j.done = 10")
        assert await told() == ("job:1", "SUCCEEDED", None, 10, None)
        assert await one.receive() == {"type": "complete", "id": "1"}
        # A job that has ended is told once.
        await one.subscribe(JOB, {"id": "job:1"})
        assert (await told())[1] == "SUCCEEDED"
        assert (await one.receive())["type"] == "complete"
        await one.subscribe(JOB, {"id": "job:2"})
        answer = await one.receive()
        assert (answer["type"], answer["payload"]) == (
            "error",
            [
                {
                    "message": "There is no job with the id 'job:2'. `jobs` lists them.",
                    "extensions": {"code": "NOT_FOUND"},
                }
            ],
        )
        assert api.feed.jobs._task is None  # pyright: ignore[reportPrivateUsage]
