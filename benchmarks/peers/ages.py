"""How old the answers are that a peer gives again: the title of one video changes several times a second, and all ways are asked for it in turns."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from service.graph.driver.database import Database

SECONDS = 75.0
"""Longer than the caches by time keep an answer."""
_EVERY = 0.2
_RENAME = "MATCH (v:Video {id: $id}) SET v.title = $title"

type AskTitle = Callable[[], Awaitable[str]]


async def oldest_answers(
    database: Database, video: str, ways: Mapping[str, AskTitle], seconds: float = SECONDS
) -> dict[str, float]:
    """Returns, by the key of each way, for how many seconds its oldest answer was not true any more when it was asked for: 0 if each answer has
    all changes that were acknowledged before. The video has its own title again afterwards."""
    title = (await database.read("MATCH (v:Video {id: $id}) RETURN v.title", {"id": video}, name="title"))[0][
        0
    ]
    replaced: dict[str, float] = {}
    """By title: when its successor was acknowledged."""

    async def rename() -> None:
        before = title
        for number in range(int(seconds * 100)):
            await database.run(_RENAME, {"id": video, "title": f"Title {number}"}, name="rename")
            replaced[before] = time.monotonic()
            before = f"Title {number}"
            await asyncio.sleep(_EVERY)

    oldest = dict.fromkeys(ways, 0.0)
    renames = asyncio.create_task(rename())
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for key, ask in ways.items():
                asked = time.monotonic()
                known = replaced.get(await ask(), asked)
                oldest[key] = max(oldest[key], asked - known)
            await asyncio.sleep(_EVERY / 2)
    finally:
        renames.cancel()
        with suppress(asyncio.CancelledError):
            await renames
        await database.run(_RENAME, {"id": video, "title": title}, name="rename")
    return oldest
