"""A process that follows feeds of this machine and works on their jobs, for tests that kill it: `python -m support.follow_process URI
USER PASSWORD LEASE FOLDER`."""

import asyncio
import sys
from pathlib import Path

from service.follows.look import FollowRules, follow_forever
from service.graph.driver.database import Database
from service.jobs.attempt import Rules
from service.jobs.worker import work_forever
from support.web_server import rules_here


async def work(uri: str, user: str, password: str, lease: float, folder: Path) -> None:
    fetching = rules_here(folder)
    async with Database.open(uri, user, password, timeout=60) as database, asyncio.TaskGroup() as tasks:
        tasks.create_task(follow_forever(database, FollowRules(fetching, lease=lease, pause=0.1)))
        tasks.create_task(work_forever(database, 1, Rules(lease, pauses=(0.1, 0.5), fetching=fetching)))


if __name__ == "__main__":
    _, address, user_name, secret, seconds, place = sys.argv
    asyncio.run(work(address, user_name, secret, float(seconds), Path(place)))
