"""A process that works on jobs, for tests that kill it: `python -m support.job_process URI USER PASSWORD LEASE`."""

import asyncio
import sys

from service.graph.driver.database import Database
from service.jobs.attempt import Rules
from service.jobs.worker import work_forever


async def work(uri: str, user: str, password: str, lease: float) -> None:
    async with Database.open(uri, user, password, timeout=60) as database:
        await work_forever(database, 1, Rules(lease, pauses=(0.1, 0.5)))


if __name__ == "__main__":
    _, address, user_name, secret, seconds = sys.argv
    asyncio.run(work(address, user_name, secret, float(seconds)))
